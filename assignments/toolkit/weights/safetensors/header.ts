/** One tensor of the file, as its header describes it. */
export interface Entry {
  name: string;
  dtype: string;
  shape: number[];
  /** First byte, and the byte after the last one, counted from the end of the header. */
  start: number;
  end: number;
}

/** The entry of a header that is no tensor. */
export const METADATA = '__metadata__';

/** The header's tensors, and the bytes after the header. The offsets are not checked against them yet. */
export function parseHeader(bytes: Uint8Array): { entries: Entry[]; data: Uint8Array } {
  const length = headerLength(bytes);
  const text = decodeText(bytes.subarray(PREFIX, PREFIX + length));
  const header = parseJson(text);
  requireDifferentNames(text);
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, value]) => parseEntry(name, value));
  return { entries, data: bytes.subarray(PREFIX + length) };
}

/** Bytes of the number that says how long the header is. */
const PREFIX = 8;

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < PREFIX)
    throw new Error(`truncated: ${bytes.length} bytes, a safetensors file has at least 8`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.length - PREFIX)) {
    throw new Error(
      `truncated, or no safetensors file: a header of ${length} bytes in a file of ${bytes.length}`,
    );
  }
  return Number(length);
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('damaged, or no safetensors file: the header is not UTF-8');
  }
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(text);
    if (isObject(header)) return header;
  } catch {
    // Told below, with every other way of not being a JSON object.
  }
  throw new Error('damaged, or no safetensors file: the header is not a JSON object');
}

/** JSON.parse keeps only the last of several entries with one name. */
function requireDifferentNames(header: string): void {
  const open: Set<string>[] = [];
  let outer = '';
  for (const [token, name] of header.matchAll(
    /("[^"\\]*(?:\\.[^"\\]*)*")\s*:|"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/g,
  )) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (name !== undefined) {
      const text = JSON.parse(name) as string;
      if (open.length === 1) outer = text;
      // What is noted beside the tensors is not looked at.
      if (open.length === 1 || outer !== METADATA) addName(open.at(-1)!, text);
    }
  }
}

function addName(names: Set<string>, name: string): void {
  if (names.has(name)) throw new Error(`damaged: the header has two entries for ${name}`);
  names.add(name);
}

function parseEntry(name: string, value: unknown): Entry {
  if (isObject(value) && typeof value.dtype === 'string') {
    const { dtype, shape, data_offsets: offsets } = value;
    if (areCounts(shape) && areCounts(offsets) && offsets.length === 2 && offsets[0] <= offsets[1]) {
      return { name, dtype, shape, start: offsets[0], end: offsets[1] };
    }
  }
  throw new Error(
    `damaged: the header's entry for tensor ${name} has no valid dtype, shape and data_offsets`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
