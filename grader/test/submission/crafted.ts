import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { tarGzOf, zipOf } from '../../teaching/test/class/support';

/** A file that somebody could hand in, and what it is. */
export interface Crafted {
  what: string;
  name: string;
  bytes: Buffer;
}

const NAMES = [
  'src/one.ts',
  './src/one.ts',
  'src//one.ts',
  'src/./one.ts',
  'src/one.ts/',
  'src\\one.ts',
  '..',
  '.',
  '/',
  '',
  ' ',
  'src/one.ts\u0000.png',
  'c:/one.ts',
  '\u202esrc/one.ts',
  'node_modules/src/one.ts',
  '__MACOSX/src/one.ts',
  'x'.repeat(4097),
  `${'a/'.repeat(300)}one.ts`,
  '__proto__',
  'constructor/one.ts',
  'src/ONE.TS',
  'src/\ud800one.ts',
];

const TEXTS = ['', ' \n', '\ufeff', 'export const one = 1;', '\u0000', '\ud800', '{', '`'.repeat(100)];

/** Archives by every name and text, each whole, cut at many places, and with bits flipped. The same ones in every run. */
export async function craftedArchives(): Promise<Crafted[]> {
  const crafted: Crafted[] = [];
  for (const name of NAMES) {
    const bytes = await tarOf(name, 'export const one = 1;');
    crafted.push({ what: `a tar with ${JSON.stringify(name.slice(0, 30))}`, name: 'a.tar.gz', bytes });
  }
  for (const text of TEXTS) {
    const zip = await zipOf({ 'src/one.ts': text });
    crafted.push({ what: `a zip with ${JSON.stringify(text.slice(0, 20))}`, name: 'a.zip', bytes: zip });
  }
  const whole: [name: string, bytes: Buffer][] = [
    ['a.zip', await zipOf({ 'src/one.ts': 'export const one = 1;', 'b/c.txt': 'x'.repeat(500) })],
    [
      'a.tar.gz',
      await tarGzOf([
        { name: 'src/one.ts', content: 'let a;' },
        { name: 'b', type: 'symlink' },
      ]),
    ],
    ['a.tar', await plainTar()],
  ];
  for (const [name, bytes] of whole) crafted.push(...damaged(name, bytes));
  return crafted;
}

const CUTS = 30;
const FLIPS = 70;

function damaged(name: string, bytes: Buffer): Crafted[] {
  const cuts = Array.from({ length: CUTS }, (_, index) => Math.floor((bytes.length * index) / CUTS));
  const flips = Array.from({ length: FLIPS }, (_, index) =>
    Math.floor((bytes.length * (index + 0.5)) / FLIPS),
  );
  return [
    ...cuts.map((at) => ({ what: `${name} cut at ${at}`, name, bytes: bytes.subarray(0, at) })),
    ...flips.map((at) => ({ what: `${name} with byte ${at} flipped`, name, bytes: flipped(bytes, at) })),
  ];
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 0xff;
  return copy;
}

/** A name that the library itself would refuse stands in the header all the same. */
async function tarOf(name: string, content: string): Promise<Buffer> {
  return tarGzOf([{ name: name === '' ? 'x' : name, content }]);
}

async function plainTar(): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: 'src/one.ts' }, 'let a;');
  tar.entry({ name: 'link', type: 'link', linkname: 'src/one.ts' });
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const KEYS = ['hours', 'difficulty', 'expectedGrade', 'llmUse', 'comments', '__proto__', '? [a]', '<<'];
const VALUES = [
  '1',
  '1e999',
  '.nan',
  '-0',
  '0x10',
  '[',
  '{',
  '"',
  '*a',
  '&a 1',
  '!!js/function x',
  '!!binary x',
  '|',
  '2001-01-01',
  '~',
  '- 1',
];

/** Declarations of every key with every odd value. */
export function craftedDeclarations(): string[] {
  return KEYS.flatMap((key) => VALUES.map((value) => `${key}: ${value}\n`));
}

/** Bytes that are no archive, packed as one. */
export function packed(bytes: Uint8Array): Buffer {
  return gzipSync(bytes);
}
