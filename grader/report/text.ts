/** Rendered text never grows past this many characters unless a caller asks for another limit. */
const DEFAULT_LIMIT = 100_000;

/**
 * Text from anywhere (students' messages and output above all) made safe to show: terminal escape sequences go,
 * other control characters turn into visible pictures, direction overrides are spelled out, and what is longer
 * than `limit` characters is cut with a note of how much. Line breaks become `\n`, tabs stay. Escaping for a
 * format (HTML, XML, Markdown) is still the format's own duty.
 */
export function plainText(text: string, limit = DEFAULT_LIMIT): string {
  const [kept, cut] = split(text, limit);
  const safe = kept
    .replace(ESCAPE_SEQUENCE, '')
    .replace(LINE_BREAK, '\n')
    .replace(CONTROL, controlPicture)
    .replace(DIRECTION_OVERRIDE, codePointName)
    .replace(NOT_A_CHARACTER, '\uFFFD');
  return cut === 0 ? safe : `${safe}… (+${cut})`;
}

/** The same on one line, for titles, names and table cells: every run of white space is one space. */
export function oneLine(text: string, limit = 300): string {
  return plainText(text.replace(/\s+/g, ' ').trim(), limit);
}

/**
 * Makes text harmless in the log of a CI service, which obeys lines like `::error::` and marks like `##[group]`
 * wherever they come from: an invisible character keeps them from being read so.
 */
export function withoutCiCommands(text: string): string {
  return text
    .replace(/^([^\S\n\r\u2028\u2029]*)::/gm, `$1${WORD_JOINER}::`)
    .replaceAll('##', `#${WORD_JOINER}#`);
}

const WORD_JOINER = '\u2060';

/** ECMA-48: CSI; OSC, DCS and other strings with their terminator; everything else that ESC introduces. */
const ESCAPE_SEQUENCE =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]/g;

const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;

const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** Embeddings, overrides and isolates can show a line in another order than it has. */
const DIRECTION_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/g;

/** Half a surrogate pair, and code points that are never characters; XML 1.0 cannot hold them. */
const NOT_A_CHARACTER = /\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

function split(text: string, limit: number): [kept: string, cut: number] {
  if (text.length <= limit) return [text, 0];
  const endsInsidePair = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  const end = endsInsidePair ? limit - 1 : limit;
  return [text.slice(0, end), text.length - end];
}

function controlPicture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}

function codePointName(character: string): string {
  return `[U+${character.charCodeAt(0).toString(16).toUpperCase()}]`;
}
