import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { isOnlineText, parseDownloadName, type DownloadName } from './download-names';
import { readGradescopeMetadata, type Submitter } from './gradescope-metadata';
import {
  kindOfFile,
  withoutArchiveExtension,
  type Upload,
  type UploadKind,
} from '@boletim/grader/submission';

/** What one person or group handed in. */
export interface Submission {
  /** How it is named in messages: the folder or file below SUBMISSIONS. */
  origin: string;
  platform: DownloadName['platform'];
  /** The platform's number, or null. */
  platformId: string | null;
  /** Whoever handed it in, as far as the platform tells; one for individual work. */
  submitters: Submitter[];
  late: boolean | null;
  /** Oldest first. */
  uploads: Upload[];
}

export interface Discovered {
  /** By name; those of Gradescope oldest first. */
  submissions: Submission[];
  /** Entries that are nobody's submission, with the reason. */
  strays: string[];
}

/**
 * Lists the submissions of a class: one folder, zip or tar.gz a student, or the unpacked "download all" of Moodle,
 * Canvas or Gradescope. Looks only at names; opens nothing.
 */
export async function discoverSubmissions(folder: string): Promise<Discovered> {
  const metadata = await readGradescopeMetadata(folder);
  const strays: string[] = [];
  const groups = new Map<string, Submission & { orders: number[] }>();
  for (const child of await listChildren(folder)) {
    const kind = child.isDirectory ? 'folder' : kindOfFile(child.name);
    const parsed = readName(child.name, kind);
    const reason = reasonToSkip(child, kind, parsed);
    if (reason !== null) {
      if (reason !== '') strays.push(`${child.name}: ${reason}`);
      continue;
    }
    const key = parsed.id === null ? `plain ${child.name}` : `${parsed.platform} ${parsed.id}`;
    const submission = groups.get(key) ?? start(child.name, parsed, metadata.get(child.name));
    groups.set(key, submission);
    addUpload(submission, { path: path.join(folder, child.name), name: parsed.file, kind }, parsed);
  }
  return { submissions: [...groups.values()].map(({ orders: _, ...submission }) => submission), strays };
}

interface Child {
  name: string;
  isDirectory: boolean;
  isFile: boolean;
}

async function listChildren(folder: string): Promise<Child[]> {
  const children = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new UsageError(`cannot read the submissions folder ${folder}: ${error.message}`);
  });
  return children
    .map((child) => ({ name: child.name, isDirectory: child.isDirectory(), isFile: child.isFile() }))
    .sort((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1));
}

/** Gradescope numbers submissions as they come in, so 1000 is later than 999. */
function sortKey(name: string): string {
  const { platform, id } = parseDownloadName(name);
  return platform === 'gradescope' ? `submission_${id!.padStart(20, '0')}` : name;
}

/** Canvas only ever names files; a folder that looks like it is a plain name with digits. */
function readName(name: string, kind: UploadKind): DownloadName {
  const parsed = parseDownloadName(name);
  if (parsed.platform === 'canvas' && kind === 'folder')
    return { ...parsed, platform: 'plain', id: null, name: null };
  return parsed;
}

/** Null to take it; else why not, empty when that is not worth a word. */
function reasonToSkip(child: Child, kind: UploadKind, parsed: DownloadName): string | null {
  if (child.name.startsWith('.') || child.name === '__MACOSX') return '';
  if (child.name === 'submission_metadata.yml') return '';
  if (!child.isDirectory && !child.isFile) return 'a link; links are not followed';
  if (isOnlineText(child.name)) return '';
  if (kind === 'file' && parsed.platform === 'plain') return 'neither a folder nor a zip or tar.gz archive';
  return null;
}

function start(
  name: string,
  parsed: DownloadName,
  submitters: Submitter[] | undefined,
): Submission & { orders: number[] } {
  const named = parsed.name === null ? [] : [{ name: parsed.name, email: null, sid: null }];
  return {
    origin: parsed.platform === 'plain' ? withoutArchiveExtension(name) : name,
    platform: parsed.platform,
    platformId: parsed.id,
    submitters: submitters ?? named,
    late: parsed.late,
    uploads: [],
    orders: [],
  };
}

/** Keeps uploads oldest first, so that a later one of the same name wins. */
function addUpload(
  submission: Submission & { orders: number[] },
  upload: Upload,
  parsed: DownloadName,
): void {
  const at = submission.orders.filter((order) => order <= parsed.order).length;
  submission.orders.splice(at, 0, parsed.order);
  submission.uploads.splice(at, 0, upload);
  submission.late = submission.late === null ? parsed.late : submission.late || parsed.late === true;
}
