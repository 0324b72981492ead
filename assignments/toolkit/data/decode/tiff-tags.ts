/** The tags of a TIFF's first page that hold whole numbers, each with all of them. */
export type TiffTags = ReadonlyMap<number, readonly number[]>;

/** Reads them. A file that ends before one of them is a RangeError. */
export function readTiffTags(bytes: Buffer): TiffTags {
  const little = bytes[0] === 0x49;
  const number = (at: number, size: number): number =>
    little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  const page = number(2, 2) === 43 ? bigPage(number) : plainPage(number);
  const tags = new Map<number, number[]>();
  for (let i = 0; i < page.count; i++) {
    const entry = page.entries + i * page.step;
    const size = SIZES[number(entry + 2, 2)];
    if (size === undefined) continue;
    const count = number(entry + 4, page.place);
    const value = entry + 4 + page.width;
    const start = count * size > page.width ? number(value, page.place) : value;
    if (start + count * size > bytes.length) throw new RangeError('A tag points behind the end.');
    tags.set(
      number(entry, 2),
      Array.from({ length: count }, (_, at) => number(start + at * size, size)),
    );
  }
  return tags;
}

/** The bytes of a number of each type: one, two and four bytes. */
const SIZES: Partial<Record<number, number>> = { 1: 1, 3: 2, 4: 4 };

/** How a page's entries lie: their `width` is that of a count, of a place and of a value that needs no place. */
interface Page {
  entries: number;
  count: number;
  step: number;
  width: number;
  /** How many bytes of a place are read. */
  place: number;
}

type ReadNumber = (at: number, size: number) => number;

function plainPage(number: ReadNumber): Page {
  const start = number(4, 4);
  return { entries: start + 2, count: number(start, 2), step: 12, width: 4, place: 4 };
}

/** BigTIFF: of eight bytes, more than six would be a place beyond any file. */
function bigPage(number: ReadNumber): Page {
  const start = number(8, 6);
  return { entries: start + 8, count: number(start, 2), step: 20, width: 8, place: 6 };
}
