/**
 * What people get in place of a file without noticing, with what to do about it: a web page, a pointer of Git LFS, JSON.
 * Undefined for any other file.
 */
export function textInPlace(bytes: Uint8Array): string | undefined {
  const text = printable(bytes) ?? '';
  return KNOWN.find(([begin]) => begin.test(text))?.[1];
}

/** What any file of text is; undefined for a file that begins with other bytes than printable characters. */
export function anyText(bytes: Uint8Array): string | undefined {
  const text = printable(bytes);
  if (text === undefined) return undefined;
  const line = text.trim().split('\n')[0].slice(0, 60);
  return `text (it begins "${line}"). Download or copy the file again`;
}

const KNOWN: readonly [begin: RegExp, says: string][] = [
  [
    /^version https:\/\/git-lfs/,
    'a pointer of Git LFS. Run "git lfs pull" in its repository, or download the file itself from its web page',
  ],
  [
    /^\s*<(!doctype|html|head|\?xml|!--|[a-z])/i,
    'a web page (HTML): the address leads to a page about the file, or asks for a login. Open it in a browser and ' +
      'download the file from there',
  ],
  [/^\s*[{[]/, 'text (JSON). Download the file itself, which may lie beside it'],
];

/** As much as is looked at. */
const BEGINNING = 512;

/** What PowerShell's `>` writes begins with a mark of its encoding. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function printable(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, BEGINNING));
  // The last character may have been cut.
  const whole = bytes.length > BEGINNING ? text.slice(0, -1) : text;
  return /^[^\x00-\x08\x0e-\x1f\ufffd]+$/.test(whole) ? whole : undefined;
}
