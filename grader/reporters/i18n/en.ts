/** When something had to be handed in and was, on the clock of a zone. */
interface HandInWords {
  due: string;
  handedIn: string;
  zone: string;
  isExtended: boolean;
}

/** The English of every report. Other languages have exactly these keys. */
export const en = {
  course: 'Score report',
  score: 'Score',
  of: 'of',
  points: 'points',
  pointsColumn: 'Points',
  questions: 'Questions',
  question: 'Question',
  test: 'Test',
  tests: 'Tests',
  result: 'Result',
  file: 'File',
  total: 'Total',
  instructorCopy: "teacher's copy",
  skipToQuestions: 'Skip to the questions',

  status: {
    passed: 'passed',
    failed: 'failed',
    'not-implemented': 'not implemented',
    'timed-out': 'timed out',
    crashed: 'crashed',
    skipped: 'not run',
  },
  testsPassed: (passed: number, all: number): string =>
    all === 1 ? `${passed} of 1 test passed` : `${passed} of ${all} tests passed`,
  fullScore: 'Everything passed. Well done.',
  nothingYet: 'Nothing is implemented yet. Start with the first question.',

  diagnosis: 'The mistake',
  look: 'Look here',
  explains: (tests: number): string => `explains ${tests} ${tests === 1 ? 'test' : 'tests'}`,
  asAbove: 'the same as above',
  seeAbove: 'see above',

  whatHappened: 'What happened',
  expected: 'Expected',
  actual: 'Got',
  hint: 'Hint',
  where: 'Where',
  definedIn: 'Defined in',
  output: 'What your code printed',
  diagnostics: 'What the compiler says',
  penalty: 'Penalty',
  details: 'Details',
  penalties: 'Penalties',
  applied: 'applied',
  notApplied: 'not applied',

  hidden: 'hidden',
  hiddenTests: 'Hidden tests',
  hiddenTestsNote: 'These tests count, but they are not shown.',
  hiddenTestNote: 'A hidden test: its inputs and values are not shown.',
  visibility: {
    always: 'students see its result',
    'after-release': 'students see its result after release',
    never: 'students never see it',
  },
  waiting: 'Waits for a person: the points of this question are given by hand.',
  withheld: (points: string): string => `${points} more points are decided by tests shown after release.`,
  detailsLeftOut: 'The details were too long for this page; the HTML report has them.',

  difference: 'Difference',
  largestDifference: (largest: string, at: string): string => `largest ${largest} at ${at}`,
  ofTensor: (shape: string): string => `in a tensor of shape ${shape}`,
  heatMap: (rows: number, columns: number): string =>
    `Heat map of the absolute difference, ${rows} rows by ${columns} columns.`,
  heatMapSpread: (share: string): string =>
    `${share} of the cells differ by more than a hundredth of the largest.`,
  heatMapWhere: (rows: string, columns: string): string =>
    `The largest differences lie in rows ${rows}, columns ${columns}.`,
  notFinite: 'not a finite number',

  warnings: 'Good to know',
  authorErrors: 'Problems in the course itself',
  missingFiles: 'Missing files',
  ignoredFiles: 'Files that were not asked for',

  declaration: 'Declaration',
  declarationMissing: 'No declaration was handed in.',
  declarationInvalid: 'The declaration could not be read:',
  hours: 'Hours',
  difficulty: 'Difficulty (0 to 10)',
  expectedGrade: 'Expected grade',
  llmUse: 'Use of language models',
  comments: 'Comments',
  notGiven: 'not given',

  retrain: 'Full training',
  retrainStatus: { finished: 'finished', stopped: 'stopped', failed: 'failed', skipped: 'not run' },
  dataset: 'Data set',
  weights: 'Weights',
  device: 'Device',
  imagesPerSecond: 'Images per second',
  duration: 'Duration',
  loss: 'Loss',
  accuracy: 'Accuracy',
  learningRate: 'Learning rate',
  trainLoss: 'training',
  validLoss: 'validation',
  epoch: 'Epoch',
  epochs: 'Epochs',
  frozen: 'frozen',
  seconds: 'Seconds',
  testAccuracy: 'Test accuracy',
  testLoss: 'Test loss',
  confusion: 'Confusion matrix',
  confusionNote: 'Rows are the true classes, columns what the network answered.',
  actualClass: 'True class',
  mostConfused: 'Most often confused',
  confused: (actual: string, predicted: string, count: number): string =>
    `${actual} taken for ${predicted}: ${count}`,
  neverConfused: 'No image was misclassified.',
  chartEnds: (name: string, first: string, last: string): string => `${name} from ${first} to ${last}`,
  artifacts: 'Files written',

  environment: 'How this was graded',
  assignmentVersion: 'Assignment',
  submission: 'Submission',
  sandbox: 'Sandbox',
  memoryBoundedBy: 'Memory bounded by',
  processesBoundedBy: 'Processes bounded by',
  boundedBy: { kernel: 'the kernel', grader: 'the grader, which looks from time to time' },
  seed: 'Seed',
  gradedAt: 'Graded',
  testsTook: 'Tests took',
  digest: 'digest',
  none: 'none',

  codeOf: (file: string): string => `The code, ${file}`,
  lineGone: (quote: string): string => `About a line that is no longer there: ${quote}`,
  asked: 'You asked for another look',
  unanswered: 'Not answered yet.',
  review: 'Review',
  exempt: 'Exempt',
  exemptMessage: 'this question does not count',
  exemption: 'Exemption',
  exemptionMessage: 'scaled up, because another question does not count',
  late: 'Late',
  daysLate: (days: number, percent: number): string =>
    `${days} ${days === 1 ? 'day' : 'days'} late: -${percent} %`,
  hoursLate: (hours: number, percent: number): string =>
    `${hours} ${hours === 1 ? 'hour' : 'hours'} late: -${percent} %`,
  dueAndHandedIn: ({ due, handedIn, zone, isExtended }: HandInWords): string =>
    `due ${due}${isExtended ? ', extended' : ''}, handed in ${handedIn}, ${zone}`,
  afterCutoff: (cutoff: string | null): string =>
    `Handed in after the cutoff${cutoff === null ? '' : ` (${cutoff})`}: it was graded, and does not count.`,
  handInUnknown: 'It is not known when this was handed in: nothing was taken off for lateness.',
  excused: 'Excused: this assignment does not count.',
  couldNotBeGraded: 'Could not be graded',
  noReasonKnown: 'no reason known',

  console: {
    receipt: (file: string | null): string =>
      file === null
        ? 'Unsigned: these reports prove nothing to others (--sign KEY signs them).'
        : `Signed: ${file} stands for these reports; boletim verify ${file} checks them.`,
    expected: 'expected',
    actual: 'got',
    at: 'at',
    hint: 'hint',
    printed: 'printed:',
    moreLines: (count: number): string => `… ${count} more ${count === 1 ? 'line' : 'lines'}`,
    isolated: 'isolated',
    notIsolated: 'not isolated',
    seed: 'seed',
    warnings: 'Warnings',
    authorErrors: "The course's own mistakes, not yours",
    passed: (passed: number, all: number, seconds: string): string =>
      `${passed} of ${all} tests passed in ${seconds} s`,
    missingLiesElsewhere: 'What is missing lies with the course: tell your instructor what stands above.',
    start: 'Start with',
    startHere: 'Start here:',
    goOn: 'Go on with',
    gradeAlone: 'Grade this question alone:',
    gradeNext: 'Grade it:',
    gradeAll: 'Grade all of them:',
    nextHint: 'Another hint:',
    complete: 'Everything passes. What is left:',
    train: (command: string): string => `train a network with your functions: ${command}`,
    declare: (file: string): string => `fill in ${file}`,
    handIn: (folder: string): string => `pack the folder ${folder} as your course asks, and hand it in`,
    since: 'Since the last run:',
    points: (points: string, count: number): string =>
      `${points} ${Math.abs(count) === 1 ? 'point' : 'points'}`,
    newlyPass: (count: number): string => `${count} ${count === 1 ? 'test' : 'tests'} newly passed`,
    newlyFail: (count: number): string => `${count} ${count === 1 ? 'test' : 'tests'} no longer passed`,
    nothingChanged: 'nothing has changed',
    waiting: 'Waiting for a change; Ctrl-C ends.',
    questionDone: (file: string, next: string): string => `${file} is done. On with ${next}.`,
    allDone: (file: string): string => `${file} is done, and so are all the others.`,
  },

  decimalSeparator: '.',
  months: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
  date: (day: number, month: string, year: number): string => `${day} ${month} ${year}`,
};

/** What a language must provide. */
export type Strings = typeof en;
