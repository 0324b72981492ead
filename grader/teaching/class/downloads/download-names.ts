/** What the name of a downloaded folder or file says about who handed it in. */
export interface DownloadName {
  platform: 'moodle' | 'canvas' | 'gradescope' | 'plain';
  /** The platform's number for the student (Moodle: participant, Gradescope: submission); null for plain names. */
  id: string | null;
  /** As the platform wrote it; null when the name holds none. */
  name: string | null;
  /** The file name without what the platform put in front; empty for a folder. */
  file: string;
  /** Whether the platform marked it late; null when it does not say. */
  late: boolean | null;
  /** Grows with each upload (Canvas: attachment id); 0 where a platform keeps only the last. */
  order: number;
}

/** What the student named comes last, and may look like the rest: the first match is Moodle's. */
const MOODLE = /^(?<name>.+?)_(?<id>\d+)_assignsubmission_(?<kind>[a-z]+)(?:_(?<file>.*))?$/;
const CANVAS = /^(?<name>.+?)_(?<late>LATE_)?(?<id>\d+)_(?<order>\d+)_(?<file>.+)$/;
const GRADESCOPE = /^submission_(?<id>\d+)$/;

/**
 * Reads the name patterns of the three platforms' "download all submissions"; everything else is plain.
 * @example parseDownloadName('Ana Lima_4711_assignsubmission_file').id // '4711'
 * @example parseDownloadName('limaana_LATE_88_1203_lab.zip').late // true
 */
export function parseDownloadName(name: string): DownloadName {
  return fromMoodle(name) ?? fromGradescope(name) ?? fromCanvas(name) ?? plain();
}

/** Whether Moodle put a typed text, not a file, under this name. */
export function isOnlineText(name: string): boolean {
  return MOODLE.exec(name)?.groups?.kind === 'onlinetext';
}

function fromMoodle(text: string): DownloadName | undefined {
  const groups = MOODLE.exec(text)?.groups;
  if (!groups) return undefined;
  return {
    platform: 'moodle',
    id: groups.id!,
    name: groups.name!,
    file: groups.file ?? '',
    late: null,
    order: 0,
  };
}

function fromGradescope(text: string): DownloadName | undefined {
  const groups = GRADESCOPE.exec(text)?.groups;
  if (!groups) return undefined;
  return {
    platform: 'gradescope',
    id: groups.id!,
    name: null,
    file: '',
    late: null,
    order: Number(groups.id),
  };
}

function fromCanvas(text: string): DownloadName | undefined {
  const groups = CANVAS.exec(text)?.groups;
  if (!groups) return undefined;
  return {
    platform: 'canvas',
    id: groups.id!,
    name: groups.name!,
    file: withoutAttempt(groups.file!),
    late: groups.late !== undefined,
    order: Number(groups.order),
  };
}

/** Canvas appends -1, -2, … to a file that is uploaded again. */
function withoutAttempt(file: string): string {
  return file.replace(/-\d+(?=(\.tar)?\.[a-z0-9]+$)/i, '');
}

function plain(): DownloadName {
  return { platform: 'plain', id: null, name: null, file: '', late: null, order: 0 };
}
