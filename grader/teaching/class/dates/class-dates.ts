import { assignmentIds } from '@boletim/grader/assignment';
import type { Lang } from '@boletim/grader/reporters';
import { parseCsv } from '../csv';
import { classStringsOf } from '../i18n';
import type { PlannedStudent } from '../plan-class';
import { parseRoster, type Student } from '../roster';
import { commitTime } from './commit-time';
import { deadlineOf, nothingToExtend, studentDates, type DatedSpec, type Deadline } from './deadline';
import { parseExtensions, strayLines, type Extension, type ExtensionsFile } from './extensions';
import { readHandIn } from './hand-in-text';
import { holdersOf, matchExtensions, unknownHolder } from './match-extensions';
import { readMoment, type Instant } from './moments';
import type { StudentDates, TimeSource } from './student-dates';

export interface ClassDatesOptions {
  spec: DatedSpec;
  /** Everybody is known: a line about somebody else is refused. Without a roster it may wait for a hand-in. */
  hasRoster: boolean;
  extensions?: ExtensionsFile | undefined;
  /** Moodle's worksheet, which may say when something was handed in. */
  worksheet?: ExtensionsFile | undefined;
  /** Of the warnings. */
  lang?: Lang;
}

export interface ClassDates {
  /** Null where the assignment has no deadline. */
  of(planned: PlannedStudent): StudentDates | null;
  /** Lines that are about nobody yet. */
  warnings: string[];
}

/** When everybody of a class had to hand in, and did: from assignment.yaml, extensions and what platforms export. */
export async function classDates(
  plan: readonly PlannedStudent[],
  { spec, hasRoster, extensions, worksheet, lang = 'en' }: ClassDatesOptions,
): Promise<ClassDates> {
  const deadline = deadlineOf(spec);
  if (!deadline) return withoutDeadline(spec, extensions);
  const lines = extensions ? parseExtensions(extensions, { assignment: spec.id, deadline }) : [];
  const holders = plan.map(holderOf);
  const early = hasRoster ? [] : lines.filter((line) => holdersOf(line, holders).length === 0);
  const extended = matchExtensions(
    lines.filter((line) => !early.includes(line)),
    holders,
  );
  const byStudent = new Map([...extended].map(([{ planned }, extension]) => [planned, extension]));
  const listed = worksheet ? parseRoster(worksheet.text, worksheet.file) : [];
  const all = new Map<PlannedStudent, StudentDates>();
  for (const planned of plan)
    all.set(planned, await datesOf(planned, { deadline, listed, extension: byStudent.get(planned) }));
  const known = [...new Set([...assignmentIds(), spec.id])];
  const stray = extensions ? strayLines(extensions, known, classStringsOf(lang)) : [];
  const unknown = early.map((line) => unknownHolder(line, lang));
  return { of: (planned) => all.get(planned) ?? null, warnings: [...unknown, ...stray] };
}

function withoutDeadline({ id }: DatedSpec, extensions: ExtensionsFile | undefined): ClassDates {
  const isEmpty = extensions === undefined || parseCsv(extensions.text, extensions.file).rows.length === 0;
  if (isEmpty) return { of: () => null, warnings: [] };
  throw nothingToExtend({ id });
}

function holderOf(planned: PlannedStudent) {
  const { student, slug, group } = planned;
  const { id, email, username, idNumber, name } = student;
  const names = [id, slug, email, username, idNumber, name].filter((text) => text !== '');
  return { planned, names, groups: [group ?? '', student.group].filter((text) => text !== '') };
}

interface Known {
  deadline: Deadline;
  /** The lines of Moodle's worksheet. */
  listed: readonly Student[];
  extension: Extension | undefined;
}

async function datesOf(
  planned: PlannedStudent,
  { deadline, listed, extension }: Known,
): Promise<StudentDates> {
  const handIn = await handInOf(planned, { zone: deadline.zone, listed });
  const own = extension ? { until: extension.until, reason: extension.reason } : null;
  return studentDates(deadline, { ...handIn, extension: own });
}

interface HandIn {
  handedIn: Instant | null;
  timeFrom: TimeSource | null;
}

/** A person's word first, then the platform's, then what the student's own machine wrote. */
async function handInOf(
  { student, submission }: PlannedStudent,
  { zone, listed }: { zone: string; listed: readonly Student[] },
): Promise<HandIn> {
  if (!submission) return { handedIn: null, timeFrom: null };
  const line = listed.find((other) => isSame(other, student));
  const checkout = checkoutIn(submission);
  const read = (text: string) => readHandIn(text, { zone, whose: student.id });
  const sources: [TimeSource, () => Promise<Instant | null> | Instant | null][] = [
    ['roster', () => read(student.handedIn)],
    ['worksheet', () => (line ? read(line.handedIn) : null)],
    [
      submission.timeFrom ?? 'gradescope',
      () => readMoment(submission.handedIn ?? '', { zone, unclear: 'earlier' }),
    ],
    ['commit', () => (checkout === null ? null : commitTime(checkout))],
  ];
  for (const [timeFrom, ask] of sources) {
    const handedIn = await ask();
    if (handedIn !== null) return { handedIn, timeFrom };
  }
  return { handedIn: null, timeFrom: null };
}

function isSame(line: Student, student: Student): boolean {
  if (student.moodleId !== '') return line.moodleId === student.moodleId;
  return line.email !== '' && line.email.toLowerCase() === student.email.toLowerCase();
}

function checkoutIn({ uploads }: NonNullable<PlannedStudent['submission']>): string | null {
  const [upload, ...others] = uploads;
  return upload?.kind === 'folder' && others.length === 0 ? upload.path : null;
}
