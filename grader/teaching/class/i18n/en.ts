/**
 * The English of what a class run says to the teacher: notes of rows, lines on the terminal, cells of grades.csv. Other
 * languages have exactly these keys.
 */
export const en = {
  all: (names: readonly string[]): string => names.join(' and '),
  list: (names: readonly string[]): string => names.join(', '),
  andMore: (names: readonly string[], more: number): string =>
    more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`,

  recognised: {
    as: (submissions: number, whose: string, because: string): string =>
      `${submissions} ${submissions === 1 ? 'submission' : 'submissions'}, read as ${whose}: ${because}.`,
    plain: 'entries that are called like students',
    download: (platform: string): string => `a download of ${platform}`,
    said: '--from says so',
    metadata: (file: string): string => `${file} lies beside`,
    moodle: 'names have _assignsubmission_ in them',
    gradescope: 'folders are called submission_ and a number',
    canvas: 'names are name_user_upload_file, each number with one name',
    canvasAnonymous: 'names are anon_ with an id, upload and file',
    github: (prefix: string): string => `the roster's users stand after "${prefix}"`,
    taken: 'whose they are was written down when they were taken',
    nobody: 'no platform writes such names',
    notCanvas: (objection: string): string =>
      `some names look like Canvas', but ${objection}; --from canvas if they are`,
  },
  notCanvas: {
    nobodysName: (name: string): string => `"${name}" is nobody's name`,
    upperCase: (name: string): string => `Canvas writes "${name}" in lower case`,
    twoNames: (id: string): string => `the number ${id} has two names`,
    twoUploads: (upload: number): string => `two uploads have the number ${upload}`,
    otherPeople: 'neither its numbers nor its names are those of the roster',
    otherNames: 'other names are not like it',
    folders: 'Canvas names files, not folders',
    onePerson: 'there is only one number for a person in it',
  },

  nothingOf: (id: string, why: string): string => `nothing of ${id}: ${why}`,
  stray: (entry: string): string => `not a submission: ${entry}`,
  link: 'a link; links are not followed',
  noSubmission: 'neither a folder nor a zip or tar.gz archive',
  foreignName: (name: string, platform: string): string =>
    `"${name}" is not a name of ${platform}; it was read as a student's`,
  numbered: (file: string, name: string): string =>
    `${file} was taken for ${name}: Canvas numbers what is uploaded again`,

  identity: {
    ownRow: (id: string, doubts: string): string => `a row of its own, ${id}: ${doubts}`,
    unknown: (label: string): string => `"${label}" is not in the roster`,
    fits: (label: string, ids: string): string => `"${label}" fits ${ids} in the roster`,
    numberOfMany: (number: string, ids: string): string => `${number} is ${ids} in the roster`,
    otherNumber: (label: string, known: string, written: string): string =>
      `"${label}" has the number ${known} in the roster, and ${written} in the download`,
    otherName: (number: string, student: string, name: string): string =>
      `${number} is ${student} in the roster, but the name says "${name}"`,
    perhapsGroup: 'if that is a group, say who is in it with --groups',
    groupAndPerson: (label: string, student: string): string => `"${label}" is a group, and also ${student}`,
    notInGroup: (names: { label: string; group: string; number: string; student: string }): string =>
      `"${names.label}" is the group ${names.group}, but ${names.number} is ${names.student}, who is not in it`,
    perhaps: (submission: string, why: string): string => `perhaps handed in ${submission}: ${why}`,
    stillAnonymous: (label: string): string =>
      `${label} is still anonymous: --names does not say whose it is`,
    perhapsAnonymous: (submissions: number): string =>
      `perhaps handed in ${submissions === 1 ? 'the submission that is' : `one of the ${submissions} submissions that are`} still anonymous`,
    anonymous: (submissions: number): string =>
      `${submissions} ${submissions === 1 ? 'submission is' : 'submissions are'} anonymous; say whose with --names when names may be known`,
    byNumber: (students: number): string =>
      `${students} ${students === 1 ? 'student was' : 'students were'} found by the platform's number alone, as the roster has no name to compare: a group would look alike`,
    byName: (students: number): string =>
      `${students} ${students === 1 ? 'student was' : 'students were'} found by the name alone, as the roster lacks the platform's number`,
  },
  twice: (submission: string): string => `handed in twice: ${submission} was not graded`,
  forGroup: (group: string, submission: string): string => `handed in for the group ${group}: ${submission}`,
  together: (ids: string): string => `handed in together by ${ids}`,
  groupTwice: (group: string, times: number, submissions: string): string =>
    `the group ${group} handed in ${times} times: ${submissions}`,
  markedLate: 'marked late; put lateHours into the review',

  review: {
    reachesNobody: (id: string, why: string): string =>
      `the review of ${id} reaches nobody: no score and no report go out (${why})`,
    noScore: (id: string, why: string): string =>
      `the review of ${id} changes points, but no score goes out (${why})`,
    excused: 'excused',
    afterCutoff: 'after the cutoff',
    outcomes: {
      graded: 'graded',
      'not-gradable': 'not gradable',
      'no-submission': 'no submission',
      'grader-fault': 'fault of the grader',
    },
    waiting: (students: number, questions: string): string =>
      `${students} ${students === 1 ? 'student waits' : 'students wait'} for points that a person gives (${questions})`,
    ofMany: (question: string, students: number): string => `${question} of ${students}`,
    goOut: 'their scores go out without them',
    keptBack: 'no gradebook gets them before; --export-waiting lets their scores go out',
    asks: (id: string, questions: string): string => `${id} waits for an answer: ${questions}`,
    request: 'a request',
  },

  dates: {
    afterCutoff: (ids: string): string => `after the cutoff, graded and not counted: ${ids}`,
    notKnown: 'not known',
    notCounted: 'after the cutoff, not counted',
    fromReview: 'hours as the review says',
    fromRoster: 'hours as the roster says',
    fromMark: 'in time, as the platform marks it',
    marked: 'marked late, not by how much: nothing was taken off',
    unknown: 'not known when it was handed in: nothing was taken off',
    sources: {
      roster: 'time from the roster',
      worksheet: "time from Moodle's worksheet",
      gradescope: 'time from Gradescope',
      server: "time from the course's server",
      commit: "time of the last commit, by the student's machine",
    },
    noStudent: (at: string, name: string): string =>
      `${at}: there is no student "${name}"; write it as in the roster`,
    noGroup: (at: string, name: string): string =>
      `${at}: there is no group "${name}"; write it as in the roster`,
    noAssignment: (at: string, id: string, known: string): string =>
      `${at}: there is no assignment "${id}"; the course has ${known}`,
  },

  gradebook: {
    leftOut: (reason: string, ids: string): string => `left out, ${reason}: ${ids}`,
    empty: (file: string): string => `${file} was not written: it would hold nobody`,
    noCanvasId: 'the roster has no Canvas ID, SIS ID or login',
    noIdentity: (column: string): string => `the roster has no "${column}"`,
    notInWorksheet: 'not in the worksheet',
    locked: 'locked in the worksheet (its grade cannot be changed)',
    noMaximum: (text: string): string => `its maximum "${text}" is no number`,
    noMaxima: (file: string): string => `${file} has no maximum; grades go out as they are`,
    scaled: (from: string, to: string): string =>
      `grades are scaled from ${from} to ${to} points, as in the worksheet`,
  },

  run: {
    stopping: 'Stopping: what runs is finished first. Ctrl-C again ends at once.',
    counts: (graded: number, reused: number): string => `${graded} graded, ${reused} as before.`,
    stopped: 'Stopped. The same command goes on where this one ended.',
    notGradable: (id: string, why: string): string => `not gradable: ${id}: ${why}`,
    part: (number: number, of: number): string =>
      `Part ${number} of ${of} is done. When all are, the same command without --shard writes the results.`,
    open: (file: string): string => `Open ${file}`,
    courseMistake: (mistake: string): string => `A mistake in the course's files: ${mistake}`,
    changed: (folder: string): string => `Changed since ${folder} was made:`,
    points: (points: string): string => `${points} points`,
    asBefore: '(as before)',
    left: (time: string): string => `${time} left`,
  },
};

/** What a language must provide. */
export type ClassStrings = typeof en;
