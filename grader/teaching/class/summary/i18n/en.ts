/** The English of the class summary, beside the words that it shares with reports. Other languages have exactly these keys. */
export const en = {
  pageTitle: (assignment: string): string => `${assignment}: the class`,
  skipToDistribution: 'Skip to the distribution',
  classSummary: 'Class summary',
  version: (version: string): string => `version ${version}`,
  medianScore: (median: string, max: string): string => `Median score: ${median} of ${max} points`,
  medianOf: (scores: number): string => (scores === 1 ? 'the only score' : `median of ${scores} scores`),
  noScores: 'no scores yet',
  outcomes: {
    graded: (students: number): string => `${students} graded`,
    'not-gradable': (students: number): string => `${students} not gradable`,
    'no-submission': (students: number): string => `${students} without a submission`,
    'grader-fault': (students: number): string => `${students} lost to a fault of the grader`,
  },
  verdict: (students: number, outcomes: string, median: string): string =>
    `${students} ${students === 1 ? 'student' : 'students'}: ${outcomes}. Above: ${median}.`,
  nobodyInClass: 'The class is empty.',

  student: 'Student',
  students: 'Students',
  excused: 'excused',
  exempt: 'exempt',

  attention: 'Who needs a look',
  attentionTable: 'Students who need a look',
  why: 'Why',
  nobodyStandsOut: 'Nobody: every submission was graded and none stands out.',
  reasons: {
    nothingHandedIn: 'nothing was handed in',
    courseMistake: (mistake: string): string => `the course made a mistake: ${mistake}`,
    crashed: (tests: number): string => (tests === 1 ? '1 test crashed' : `${tests} tests crashed`),
    timedOut: (tests: number): string => (tests === 1 ? '1 test timed out' : `${tests} tests timed out`),
    lookAlike: (file: string, path: string): string => `${file} is not there, but "${path}" is`,
    missing: (files: string): string => `not there: ${files}`,
    encoding: (file: string): string => `${file} is in another encoding than UTF-8 and could not be read`,
    doesNotCompile: (file: string): string =>
      `${file} does not compile or type-check, and its question has no points`,
    hiddenGap: (open: string, hidden: string): string =>
      `${open} of the public points, ${hidden} of the hidden ones`,
    declarationInvalid: 'the declaration cannot be read',
    sameFiles: (students: string): string => `the same files as ${students}`,
    sameWork: (questions: string, students: string): string => `the same work as ${students} in ${questions}`,
  },
  andMore: (names: string, more: number): string => (more === 0 ? names : `${names} and ${more} more`),

  expectations: 'Who expects more',
  expectedGrade: 'Expects (of 10)',
  gotGrade: 'Gets (of 10)',

  distribution: 'Distribution',
  distributionTable: 'Points in numbers',
  pointsOf: 'Points of',
  mean: 'Mean',
  lowest: 'Lowest',
  median: 'Median',
  highest: 'Highest',
  maximum: 'Of',
  chart: (title: string, bars: string): string => `${title}, number of students. ${bars}.`,
  range: (from: string, to: string): string => `${from} to ${to}`,
  noBars: 'None',

  hardest: 'Hardest tests',
  hardestTable: 'Tests by share passed',
  otherEndings: 'How it ended otherwise',
  passed: 'Passed',

  failures: 'Common failures',
  failuresTable: 'Failure messages',
  message: 'Message',
  seenIn: 'In',
  who: 'Who',

  declarations: 'What students declare',
  declarationsRead: (read: number, all: number): string => `${read} of ${all} declarations could be read.`,
  hoursMedian: (median: string): string => `Hours, median ${median}`,
  difficultyMedian: (median: string): string => `Difficulty, median ${median}`,

  studentsTable: 'Points of every student',
};

/** What a language must provide. */
export type OwnStrings = typeof en;
