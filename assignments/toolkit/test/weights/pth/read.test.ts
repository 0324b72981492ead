import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';

import { readPth } from '../../../weights';
import { expected } from '../../support/expected';

const INPUTS = path.resolve(__dirname, '../../../../../fixtures/toolkit/inputs/pth');
const STATE =
  expected<Record<string, { dtype: string; shape: number[]; data: (number | string)[] }>>('weights-pth');

describe('readPth', () => {
  for (const [file, options] of [
    ['state.pth'],
    ['legacy.pth'],
    ['checkpoint.pth', { key: 'model' }],
  ] as const) {
    it(`reads every kind of tensor of ${file}, in its order`, async () => {
      const stateDict = await readPth(path.join(INPUTS, file), options);
      expect([...stateDict.keys()]).to.deep.equal(Object.keys(STATE));
      for (const [name, { dtype, shape, data }] of stateDict) {
        const values = Array.from(data as Iterable<unknown>, (x) => (typeof x === 'bigint' ? `${x}` : x));
        expect({ dtype, shape, data: values }, name).to.deep.equal(rounded(STATE[name]));
      }
    });
  }

  it('reads bytes as it reads a file', async () => {
    const bytes = fs.readFileSync(path.join(INPUTS, 'state.pth'));
    expect(await readPth(bytes)).to.deep.equal(await readPth(path.join(INPUTS, 'state.pth')));
  });

  const refused: [file: string, message: RegExp][] = [
    ['evil.pth', /evil\.pth: refused: its pickle asks for __builtin__\.print, and only tensors/],
    ['evil-legacy.pth', /refused: its pickle asks for __builtin__\.print/],
    [
      'module.pth',
      /refused: its pickle asks for torch\.nn\.modules\.linear\.Linear.*torch\.save\(model\.state_dict/,
    ],
    ['list.pth', /no state dict: it is a list of a tensor, expected a dictionary of tensors/],
    ['nowhere.pth', /nowhere\.pth: cannot be read \(ENOENT\)/],
  ];
  for (const [file, message] of refused) {
    it(`refuses ${file} by name`, async () => {
      expect((await failure(path.join(INPUTS, file))).message).to.match(message);
    });
  }

  const damaged: [what: string, bytes: Buffer, message: RegExp][] = [
    ['an HTML page', Buffer.from('<html>403</html>'), /it is a web page \(HTML\)/],
    ['an empty file', Buffer.alloc(0), /truncated/],
    [
      'an archive with a wrong byte',
      tamper('state.pth', [0x51, 0x4b, 0x00], [0x51, 0x4b, 0x7f]),
      /checksum of its entry /,
    ],
    [
      'a tensor that starts behind its storage',
      tamper('legacy.pth', [0x51, 0x4b, 0x00], [0x51, 0x4b, 0x7f]),
      /tensor 0.weight of shape \[3, 2, 2, 2\] reaches beyond its storage/,
    ],
  ];
  for (const [what, bytes, message] of damaged) {
    it(`says what is wrong with ${what}`, async () => {
      expect((await failure(bytes)).message).to.match(message);
    });
  }

  for (const file of ['state.pth', 'legacy.pth', '2.15/without-checksums.pth']) {
    it(`refuses ${file} cut short anywhere`, async () => {
      const bytes = fs.readFileSync(path.join(INPUTS, file));
      for (let length = 0; length < bytes.length; length += 7) {
        const error = await failure(bytes.subarray(0, length));
        expect(error.message, `at ${length} bytes`).to.match(/truncated|damaged/);
      }
    });

    it(`reads ${file} or refuses it in words, whichever byte is wrong`, async () => {
      const bytes = fs.readFileSync(path.join(INPUTS, file));
      for (let i = 0; i < bytes.length; i++) {
        const wrong = Buffer.from(bytes);
        wrong[i] ^= 1 << (i % 8);
        const error = await readPth(wrong, { onNotice: () => {} }).catch((thrown: Error) => thrown);
        if (error instanceof Error) expect(error.message, `byte ${i}`).to.match(REASONS);
      }
    });
  }
});

const REASONS = /: (truncated|damaged|refused|no state dict|no PyTorch file|no weights)/;

function tamper(file: string, from: number[], to: number[]): Buffer {
  const bytes = fs.readFileSync(path.join(INPUTS, file));
  const at = bytes.indexOf(Buffer.from(from));
  if (at < 0) throw new Error(`${file} does not hold the bytes to change`);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(to), bytes.subarray(at + from.length)]);
}

/** The expected numbers are decimal: those of a float32 tensor stand for the nearest float32. */
function rounded(tensor: { dtype: string; shape: number[]; data: (number | string)[] }): object {
  if (tensor.dtype !== 'float32') return tensor;
  return { ...tensor, data: tensor.data.map((x) => Math.fround(Number(x))) };
}

async function failure(source: string | Buffer): Promise<Error> {
  return readPth(source).then(
    () => {
      throw new Error('It was read.');
    },
    (error: Error) => error,
  );
}
