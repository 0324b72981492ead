import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { readSafetensors, readWeights } from '../../../weights';

/** A file as the format's description builds it: eight bytes of length, a JSON header, the data. */
function file(header: unknown, data: number[] | Uint8Array = []): Uint8Array {
  const isWritten = typeof header === 'string' || Buffer.isBuffer(header);
  const json = Buffer.from((isWritten ? header : JSON.stringify(header)) as string);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Uint8Array.from(data)]);
}

const entry = (dtype: string, shape: number[], ...offsets: number[]): object => {
  return { dtype, shape, data_offsets: offsets };
};

describe('readSafetensors', () => {
  const dtypes: [dtype: string, bytes: number[], values: (number | bigint)[], becomes: string][] = [
    ['F32', [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0], [1, -2.5], 'float32'],
    ['F64', [0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0], [1.5, -2], 'float64'],
    ['F16', [0, 0x3c, 1, 0], [1, 2 ** -24], 'float32'],
    ['F16', [0, 0xfc, 0xff, 0x7b], [-Infinity, 65504], 'float32'],
    ['BF16', [0x80, 0x3f, 0x20, 0xc0], [1, -2.5], 'float32'],
    ['I64', [7, 0, 0, 0, 0, 0, 0, 0, ...Array<number>(8).fill(255)], [7n, -1n], 'int64'],
    ['I32', [7, 0, 0, 0, 255, 255, 255, 255], [7, -1], 'int32'],
    ['I16', [7, 0, 255, 255], [7, -1], 'int32'],
    ['I8', [7, 255], [7, -1], 'int32'],
    ['U32', [7, 0, 0, 0, 255, 255, 255, 255], [7n, 0xffffffffn], 'int64'],
    ['U16', [7, 0, 255, 255], [7, 65535], 'int32'],
    ['F8_E4M3', [0x38, 0xfe], [1, -448], 'float32'],
    ['F8_E5M2', [0x3c, 0xfc], [1, -Infinity], 'float32'],
    ['F8_E8M0', [127, 0], [1, 2 ** -127], 'float32'],
    ['U8', [7, 255], [7, 255], 'uint8'],
    ['BOOL', [1, 0], [1, 0], 'bool'],
  ];
  for (const [dtype, bytes, values, becomes] of dtypes) {
    it(`reads ${dtype} numbers ${values.join(' and ')} as ${becomes}`, () => {
      const tensors = readSafetensors(file({ a: entry(dtype, [2, 1], 0, bytes.length) }, bytes));
      const { dtype: is, shape, data } = tensors.get('a')!;
      expect({ is, shape, data: [...data] }).to.deep.equal({ is: becomes, shape: [2, 1], data: values });
    });
  }

  it('reads NaN from halves', () => {
    const [value] = readSafetensors(file({ a: entry('F16', [1], 0, 2) }, [1, 0x7c])).get('a')!.data;
    expect(value).to.be.NaN;
  });

  it('reads several tensors in the order of the header, wherever their data is', () => {
    const header = { b: entry('U8', [2], 1, 3), a: entry('U8', [], 0, 1), none: entry('F32', [0], 3, 3) };
    const tensors = readSafetensors(file({ __metadata__: { format: 'pt' }, ...header }, [1, 2, 3]));
    expect([...tensors].map(([name, { data }]) => [name, ...data])).to.deep.equal([
      ['b', 2, 3],
      ['a', 1],
      ['none'],
    ]);
  });

  it('reads metadata with a name twice, and blanks before the header, as the library does', async () => {
    const bytes = file(
      ` {"__metadata__":{"a":"1","a":"2"},"a":${JSON.stringify(entry('U8', [1], 0, 1))}}`,
      [7],
    );
    expect([...(await readWeights(bytes)).get('a')!.data]).to.deep.equal([7]);
  });

  for (const metadata of [null, {}, { format: 'pt', note: '' }]) {
    it(`reads a file whose metadata is ${JSON.stringify(metadata)}`, () => {
      const tensors = readSafetensors(file({ __metadata__: metadata, a: entry('U8', [1], 0, 1) }, [7]));
      expect([...tensors.keys()]).to.deep.equal(['a']);
    });
  }

  for (const [dtype, bytes] of [
    ['F64', 8],
    ['I64', 8],
    ['F16', 2],
    ['BF16', 2],
    ['I16', 2],
  ] as const) {
    it(`reads ${dtype} that starts at a byte of any number`, () => {
      const header = { odd: entry('U8', [1], 0, 1), a: entry(dtype, [1], 1, 1 + bytes) };
      const data = readSafetensors(file(header, new Uint8Array(1 + bytes))).get('a')!.data;
      expect([...data].map(Number)).to.deep.equal([0]);
    });
  }

  it('reads data that starts anywhere, and bytes that are part of a larger array', () => {
    const bytes = file(`{"a":${JSON.stringify(entry('F32', [1], 0, 4))}} `, [0, 0, 0x80, 0x3f]);
    for (const shift of [0, 1, 2, 3]) {
      const larger = Buffer.concat([new Uint8Array(shift), bytes]).subarray(shift);
      expect([...readSafetensors(larger).get('a')!.data]).to.deep.equal([1]);
    }
  });

  const good = file({ a: entry('F32', [2], 0, 8) }, [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0]);
  const damages: [what: string, bytes: Uint8Array, message: string][] = [
    ['an empty file', new Uint8Array(0), 'truncated: 0 bytes, a safetensors file has at least 8'],
    ['a file cut in its first number', good.subarray(0, 7), 'truncated: 7 bytes'],
    [
      'a file cut in its header',
      good.subarray(0, 20),
      'truncated, or no safetensors file: a header of 54 bytes',
    ],
    [
      'a file cut in its data',
      good.subarray(0, -1),
      'truncated: tensor a ends at byte 8 of the data, which has 7 bytes',
    ],
    [
      'a file that is something else',
      Buffer.from('PK\x03\x04 a zip file, say'),
      'truncated, or no safetensors file',
    ],
    [
      'a header that is no JSON',
      file('{"a":'),
      'damaged, or no safetensors file: the header is not a JSON object',
    ],
    ['a header that is a list', file([]), 'the header is not a JSON object'],
    [
      'an entry without offsets',
      file({ a: { dtype: 'F32', shape: [] } }),
      "damaged: the header's entry for tensor a",
    ],
    ['an entry with a negative length', file({ a: entry('F32', [-1], 0, 0) }), 'entry for tensor a'],
    ['an entry that ends before it starts', file({ a: entry('U8', [1], 1, 0) }, [1]), 'entry for tensor a'],
    [
      'a dtype nobody knows',
      file({ a: entry('F4', [2], 0, 1) }, [1]),
      'refused: tensor a is F4. In Python, save x.float() in its place',
    ],
    [
      'a shape of another size',
      file({ a: entry('F32', [3], 0, 8) }, new Uint8Array(8)),
      'tensor a of shape [3] needs 12 bytes, it has 8',
    ],
    [
      'tensors that overlap',
      file({ a: entry('U8', [2], 0, 2), b: entry('U8', [2], 1, 3) }, [1, 2, 3]),
      'damaged: tensor b starts at byte 1, expected 2',
    ],
    [
      'two tensors of one name',
      file(
        `{"a":${JSON.stringify(entry('U8', [1], 0, 1))},"\\u0061":${JSON.stringify(entry('I32', [0], 0, 0))}}`,
        [1],
      ),
      'damaged: the header has two entries for a',
    ],
    [
      'two dtypes of one tensor',
      file('{"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}', [0, 0, 128, 63]),
      'damaged: the header has two entries for dtype',
    ],
    [
      'a name that is no UTF-8',
      file(Buffer.from('{"\xff":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 'latin1'), [1]),
      'damaged, or no safetensors file: the header is not UTF-8',
    ],
    ['a gap', file({ a: entry('U8', [1], 1, 2) }, [1, 2]), 'damaged: tensor a starts at byte 1, expected 0'],
    [
      'bytes that belong to nothing',
      file({ a: entry('U8', [1], 0, 1) }, [1, 2]),
      'damaged: 1 bytes after the last tensor',
    ],
  ];
  for (const [what, bytes, message] of damages) {
    it(`refuses ${what}`, () => {
      expect(() => readSafetensors(bytes)).to.throw(Error, message);
      expect(() => readSafetensors(bytes)).to.throw(/^safetensors data: /);
    });
  }

  it('names the file that it cannot read or understand', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'safetensors-'));
    const broken = path.join(folder, 'broken.safetensors');
    writeFileSync(broken, good.subarray(0, -1));
    expect(() => readSafetensors(broken)).to.throw(`${broken}: truncated`);
    rmSync(folder, { recursive: true });
    expect(() => readSafetensors(broken)).to.throw(`${broken}: cannot be read (ENOENT)`);
  });
});
