/** The English of a term's grade book. Other languages have exactly these keys. */
export const en = {
  gradeBook: 'Grade book of a term',
  skipToStudents: 'Skip to the students',
  medianTotal: (median: string, of: string): string => `Median total: ${median} of ${of}`,
  termVerdict: (students: number, assignments: number, totals: number): string =>
    `${students} ${students === 1 ? 'student' : 'students'}, ${assignments} ${assignments === 1 ? 'assignment' : 'assignments'}. Above: median of ${totals} ${totals === 1 ? 'total' : 'totals'}.`,
  noTotals: 'Nobody has a total yet.',

  made: 'How the total is made',
  madeTable: 'Groups of assignments',
  group: 'Group',
  weight: 'Weight',
  assignments: 'Assignments',
  dropped: (lowest: number, highest: number): string =>
    [
      ...(lowest === 0 ? [] : [lowest === 1 ? 'the lowest is dropped' : `the ${lowest} lowest are dropped`]),
      ...(highest === 0
        ? []
        : [highest === 1 ? 'the highest is dropped' : `the ${highest} highest are dropped`]),
    ].join(', '),
  missingRule: {
    zero: 'What was not handed in, or came after the cutoff, counts 0.',
    'leave-out': 'What was not handed in, or came after the cutoff, does not count.',
  },
  absentRule: {
    zero: 'An assignment whose class a student was not in counts 0.',
    'leave-out': 'An assignment whose class a student was not in does not count.',
  },
  groupRule: 'A group in which nothing counts leaves its weight to the others.',

  attentionNote: 'Students without a total, and what was counted that should be looked at.',
  nobodyStandsOut: 'Nobody: everybody has a total, and nothing was guessed.',
  path: 'The term',
  total: 'Total',
  noTotal: 'no total',
  studentsTable: 'Points of every student',
  outOf: (assignment: string, points: string): string => `${assignment} (of ${points})`,
  partOf: (group: string): string => `${group}, per cent`,

  /** What stands below or in place of points. */
  short: {
    scored: '',
    'not-gradable': 'not gradable',
    excused: 'excused',
    missing: 'not handed in',
    'after-cutoff': 'after the cutoff',
    absent: 'not in this class',
    waiting: 'waits for points',
    fault: 'fault of the grader',
    doubtful: 'whose is it?',
  },
  droppedShort: 'dropped',
  lateBy: (points: string): string => `${points} for lateness`,

  note: {
    scored: (points: string): string => `${points} taken off for lateness already`,
    'not-gradable': (why: string, points: string): string =>
      `could not be graded (${why}) and counts ${points}`,
    excused: 'excused, does not count',
    missing: { zero: 'not handed in, counts 0', 'leave-out': 'not handed in, does not count' },
    'after-cutoff': {
      zero: 'handed in after the cutoff, counts 0',
      'leave-out': 'handed in after the cutoff, does not count',
    },
    absent: {
      zero: 'not in this class, counts 0',
      'leave-out': 'not in this class, does not count',
      open: 'not in this class; say in term.yaml what that counts ("absent"), or excuse the student',
    },
    waiting: 'waits for points that a person gives',
    fault: (why: string): string => `the grader failed (${why}); run its class again`,
    doubtful: (why: string): string => `nothing was handed in under this name, but ${why}`,
  },
  /** Of a class that was graded in another language. */
  problems: {
    empty: 'nothing of the assignment is in it',
    corrupt: 'it is damaged',
    'too-large': 'it is too large',
    unsafe: 'it leads out of its folder',
    unreadable: 'it cannot be read',
    unsupported: 'it is of a kind that is not read',
    'wrong-layout': 'files lie where nobody can tell which are meant',
    'grader-fault': 'the reason is in the summary of its class',
  },
  inSummary: "somebody's work may be theirs: see the summary of its class",
  droppedNote: 'dropped',
  nothingCounts: 'nothing counts, so there is no total',
  groupLeftOut: (group: string): string => `nothing of ${group} counts; the others take its weight`,
  namesake: (ids: string): string =>
    `has the name of ${ids}, and both are never in one class; if they are one student, write "same" into term.yaml`,
  notInRoster: 'is not in the roster',
  notInExport: 'not in the export',

  withoutTotal: (ids: string): string => `no total: ${ids}`,
  counted: (assignment: string, note: string, ids: string): string => `${assignment}, ${note}: ${ids}`,
  split: (file: string, students: number, others: string): string =>
    `${file}: ${students} ${students === 1 ? 'student has' : 'students have'} no grade in a column, which a blank would clear; ${others} ${students === 1 ? 'has' : 'have'} the grades there are`,
};

/** What a language must provide. */
export type TermOwnStrings = typeof en;
