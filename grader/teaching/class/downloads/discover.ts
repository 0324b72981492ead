import { withoutArchiveExtension, type Upload } from '@boletim/grader/submission';
import type { Lang } from '@boletim/grader/reporters';
import { classStringsOf, type ClassStrings } from '../i18n';
import type { TimeSource } from '../dates/student-dates';
import type { Student } from '../roster';
import { anonymousOrigin, canvasFileName, isAnonymousId, isCanvasText, withoutOwnName } from './canvas';
import { isWhole, type Entry } from './entries';
import {
  GRADESCOPE_METADATA,
  readGradescopeMetadata,
  type GradescopeSubmission,
  type Submitter,
} from './gradescope';
import { isUnchanged, readHandInRecords, type HandInRecord } from './hand-in-records';
import { isMoodleText } from './moodle';
import type { NameParts } from './name-parts';
import { openDownload } from './open-download';
import { TITLES, type Platform } from './platforms';
import { recognise, type Recognised } from './recognise';

/** What one person or group handed in. */
export interface Submission {
  /** How it is named in messages: the folder or file in the download. */
  origin: string;
  /** Who wrote the name; `plain` when a person did. */
  platform: Platform;
  /** The platform's key for whoever handed in, or null. Of a team it is the group's or one member's. */
  platformId: string | null;
  /** Whoever handed it in, as far as the platform tells; a name may be that of a group. */
  submitters: Submitter[];
  /** Who it is in the roster that it was taken with, where this program took it. */
  taken: HandInRecord['student'] | null;
  late: boolean | null;
  /** When it was handed in, as an instant in ISO 8601 (UTC); null where the platform does not say. */
  handedIn: string | null;
  /** Who says when; null where nobody does. */
  timeFrom: TimeSource | null;
  /** What the instructor may want to know. */
  notes: string[];
  /** Oldest first. */
  uploads: Upload[];
}

/** Somebody whose work could not be fetched, and why. */
export interface Missing {
  student: HandInRecord['student'];
  problem: string;
}

export interface Discovered {
  platform: Platform;
  /** From what the platform was recognised. */
  because: string;
  /** By name; those of Gradescope oldest first. */
  submissions: Submission[];
  /** Entries that are nobody's submission, with the reason. */
  strays: string[];
  /** Those of whom it is known why nothing lies there. */
  missing: Missing[];
  /** Removes what was unpacked. */
  close(): void;
}

export interface DiscoverOptions {
  roster?: readonly Student[];
  /** The platform, where the instructor says it; recognised from the whole listing by default. */
  from?: Platform | undefined;
  /** The names of the files that the assignment asks for. */
  wanted?: readonly string[];
  /** Of notes and reasons. */
  lang?: Lang;
}

/**
 * Lists the submissions of a class: one folder, zip or tar.gz a student, or the download of a platform, packed or not.
 * Looks only at names; opens no submission.
 */
export async function discoverSubmissions(
  place: string,
  { roster = [], from, wanted = [], lang = 'en' }: DiscoverOptions = {},
): Promise<Discovered> {
  const { folder, entries, close } = await openDownload(place, { roster, from });
  try {
    const records = await recordsOf(folder);
    const recognised = recognise(entries, { roster, from, lang, isTaken: records.length > 0 });
    const metadata = await readGradescopeMetadata(folder);
    const strings = classStringsOf(lang);
    const builder = new SubmissionList({ recognised, metadata, records, wanted, strings });
    for (const entry of entries) builder.add(entry);
    const { platform, because } = recognised;
    const { strays } = builder;
    const missing = records.flatMap(({ student, problem }) =>
      problem === null ? [] : [{ student, problem }],
    );
    return { platform, because, submissions: builder.submissions(), strays, missing, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A record about a file that was put there later says whose it is, and not when it came. */
async function recordsOf(folder: string): Promise<HandInRecord[]> {
  const records = [...readHandInRecords(folder).values()];
  return Promise.all(
    records.map(async (record) => {
      if (await isUnchanged(folder, record)) return record;
      const note = `${record.file} is not the file that was taken: when it was handed in is not known`;
      return { ...record, handedIn: null, notes: [note] };
    }),
  );
}

interface Context {
  recognised: Recognised;
  metadata: ReadonlyMap<string, GradescopeSubmission>;
  records: readonly HandInRecord[];
  wanted: readonly string[];
  strings: ClassStrings;
}

interface Growing {
  submission: Submission;
  /** Order of each upload, ascending. */
  orders: number[];
}

/** Puts together what belongs to one person: platforms write a name for each file. */
class SubmissionList {
  readonly strays: string[] = [];
  private readonly growing = new Map<string, Growing>();

  constructor(private readonly context: Context) {}

  add(entry: Entry): void {
    const parts = this.context.recognised.read(entry.name);
    const reason = reasonToSkip(entry, parts, this.context.strings);
    if (reason === '') return;
    if (reason !== null) return void this.strays.push(`${entry.name}: ${reason}`);
    const key = parts ? `id ${parts.id}` : `plain ${entry.name}`;
    const growing = this.growing.get(key) ?? { submission: start(entry, parts, this.context), orders: [] };
    this.growing.set(key, growing);
    addUpload(growing, { entry, parts, context: this.context });
  }

  /** Gradescope numbers submissions as they come in, so 1000 is later than 999. */
  submissions(): Submission[] {
    const all = [...this.growing.values()];
    const first = ({ submission, orders }: Growing) =>
      submission.platform === 'gradescope' ? orders[0]! : 0;
    return all.sort((a, b) => first(a) - first(b)).map(({ submission }) => submission);
  }
}

/** Null to take it; else why not, empty when that is not worth a word. */
function reasonToSkip(entry: Entry, parts: NameParts | null, strings: ClassStrings): string | null {
  if (entry.kind === 'link') return strings.link;
  if (entry.name === GRADESCOPE_METADATA) return '';
  if (isMoodleText(entry.name) || isCanvasText(entry.name)) return '';
  return parts || isWhole(entry) ? null : strings.noSubmission;
}

function start(entry: Entry, parts: NameParts | null, context: Context): Submission {
  const { recognised, records, strings } = context;
  const platform = parts ? recognised.platform : 'plain';
  const record = records.find(({ file }) => file === entry.name) ?? null;
  const foreign = !parts && recognised.platform !== 'plain';
  return {
    origin: originOf(entry, parts, platform),
    platform,
    platformId: parts?.id ?? null,
    taken: record?.student ?? null,
    late: parts?.late ?? null,
    ...saidBy(entry, { parts, platform, record, context }),
    notes: foreign
      ? [strings.foreignName(entry.name, TITLES[recognised.platform])]
      : [...(record?.notes ?? [])],
    uploads: [],
  };
}

interface Sayings {
  parts: NameParts | null;
  platform: Platform;
  record: HandInRecord | null;
  context: Context;
}

/** Whose it is and when it came, by whoever knows it. */
function saidBy(
  { name }: Entry,
  { parts, platform, record, context }: Sayings,
): Pick<Submission, 'submitters' | 'handedIn' | 'timeFrom'> {
  if (platform === 'gradescope') {
    const { submitters = [], handedIn = null } = context.metadata.get(withoutArchiveExtension(name)) ?? {};
    return { submitters, handedIn, timeFrom: handedIn === null ? null : 'gradescope' };
  }
  const submitters = parts?.name ? [{ name: parts.name, email: null, sid: null }] : [];
  const handedIn = record?.handedIn ?? null;
  return { submitters, handedIn, timeFrom: handedIn === null ? null : record!.timeFrom };
}

interface Addition {
  entry: Entry;
  parts: NameParts | null;
  context: Context;
}

/** How it is named for people. Who is anonymous stays so, whatever the file is called. */
function originOf({ name }: Entry, parts: NameParts | null, platform: Platform): string {
  if (platform === 'plain') return withoutArchiveExtension(name);
  return isAnonymousId(parts?.id ?? null) ? anonymousOrigin(name) : name;
}

/** Keeps uploads oldest first, so that a later one of the same name wins. */
function addUpload({ submission, orders }: Growing, { entry, parts, context }: Addition): void {
  const order = parts?.order ?? 0;
  const at = orders.filter((earlier) => earlier <= order).length;
  const file = parts?.file ?? '';
  const name = submission.platform === 'canvas' ? canvasFileName(file, context.wanted) : file;
  if (name !== file) submission.notes.push(context.strings.numbered(file, name));
  orders.splice(at, 0, order);
  const isHidden = isAnonymousId(submission.platformId) && entry.kind !== 'file';
  const called = isHidden ? withoutOwnName(name) : name;
  submission.uploads.splice(at, 0, { path: entry.path, name: called, kind: entry.kind as Upload['kind'] });
  if (parts && parts.late !== null) submission.late = submission.late === true || parts.late;
}
