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
  notCounted: 'after the cutoff',
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
  expectationsTable: 'Expected and given grades',
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

  mistakes: 'Mistakes with a name',
  mistakesTable: 'Wrong answers by mistake',
  mistake: 'Mistake',
  submissionsColumn: 'Submissions',
  othersToo: (others: number): string => `and ${others} more`,
  relation: {
    hours: (rho: string, people: number): string => `Hours and points: ${rho} (${people} declarations)`,
    difficulty: (rho: string, people: number): string =>
      `Declared difficulty and points: ${rho} (${people} declarations)`,
  },
  noRelation: {
    hours: 'Hours and points: one of them is the same for everybody',
    difficulty: 'Declared difficulty and points: one of them is the same for everybody',
  },

  items: 'Item analysis',
  itemsNote:
    'Points earned: 100% when everybody got them all. Discrimination: how the points go with the rest of the total, from −1 to 1; ' +
    'near 0 the test tells nothing about who is good. Alpha: how far all of them agree, at most 1; ' +
    'without one that agrees with no other, it rises. A dash: everybody has the same, so there is nothing to compare. ' +
    'With few submissions all of these numbers are chance to a good part.',
  submissionsCompared: (submissions: number): string =>
    submissions === 1 ? '1 submission.' : `${submissions} submissions.`,
  alpha: (alpha: string): string => `Cronbach's alpha: ${alpha}.`,
  noAlpha: "Cronbach's alpha: none, as all totals are the same or there are not two to compare.",
  pointsEarned: 'Points earned',
  discrimination: 'Discrimination',
  alphaWithout: 'Alpha without it',
  remark: 'Remark',
  remarkShort: {
    'everybody-passes': 'everybody passes',
    'nobody-passes': 'nobody passes',
    'all-the-same': 'everybody has the same',
    'best-fail': 'the best fail',
  },
  remarks: {
    'everybody-passes':
      'Everybody gets all points. It tells nobody apart: keep it as a first step, or ask for more next time.',
    'nobody-passes':
      'Nobody gets a point. Run it against the reference solution, read what the handout says about it, and ask in class; take it out of the grade if it asks for what was never taught.',
    'all-the-same': 'Everybody gets the same part of the points. Look at what all of them miss.',
    'best-fail':
      'Who does well elsewhere fails here, and the others do not. Read what good answers do, before grades go out: the test or the handout may be wrong, or there is a way to pass without understanding.',
  },

  section: 'Section',
  sections: 'Sections side by side',
  sectionsTable: 'Points by section',
  sectionsNote:
    'Points of the scores that go out; of each question, the share of its points that was earned.',
  noSection: 'no section',
  scores: 'Scores',

  beforeAfter: 'Before and after',
  scoresBeforeAfter: 'Scores before and now',
  before: 'Before',
  after: 'Now',
  noTestChanged: 'Every test is passed by as many submissions as before.',
  changedTests: 'Tests that another number of submissions passes',

  studentsTable: 'Points of every student',
};

/** What a language must provide. */
export type OwnStrings = typeof en;
