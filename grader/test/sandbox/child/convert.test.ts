import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TensorParts } from '../../../assignment/lab';
import { fromPlain, toPlain } from '../../../sandbox/child/convert';
import { PlainReference, PlainTensor } from '../../../wire/plain';

/** A lab whose tensors are objects of a class of its own. */
class OwnTensor {
  constructor(readonly parts: TensorParts) {}
}
const lab = {
  toPlain: (value: unknown) => (value instanceof OwnTensor ? value.parts : undefined),
  fromPlain: (parts: TensorParts) => new OwnTensor(parts),
  readInput: (file: string) => (file.endsWith('.bin') ? fs.readFileSync(file, 'latin1') : undefined),
};
const parts = { dtype: 'float32' as const, shape: [2], data: Float32Array.of(1, 2) };
const plain = new PlainTensor('float32', [2], Float32Array.of(1, 2));

describe('toPlain', () => {
  it("turns the lab's values into tensors wherever they are", async () => {
    const tensor = new OwnTensor(parts);
    const value = { a: [tensor, 1], b: new Map([['x', tensor]]), c: { d: tensor } };
    expect(await toPlain(value, lab)).to.deep.equal({
      a: [plain, 1],
      b: new Map([['x', plain]]),
      c: { d: plain },
    });
  });

  it('leaves what it does not know to the wire, and ends on what contains itself', async () => {
    const circular: unknown[] = [];
    circular.push(circular);
    const date = new Date(0);
    expect(await toPlain(date, lab)).to.equal(date);
    expect(await toPlain(circular, {})).to.be.an('array');
  });

  it('passes on what the lab says about a tensor that cannot be read', async () => {
    const broken = { toPlain: () => Promise.reject(new Error('it was disposed')) };
    const error = await toPlain({}, broken).catch((thrown: Error) => thrown);
    expect(error).to.have.property('message', 'it was disposed');
  });
});

describe('fromPlain', () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'));
    fs.writeFileSync(
      path.join(folder, 'x.json'),
      '{"y": [{"dtype": "float32", "shape": [2], "data": [1, 2]}]}',
    );
    fs.writeFileSync(path.join(folder, 'x.bin'), 'bytes');
    fs.writeFileSync(path.join(folder, 'x.png'), '');
  });
  after(() => fs.rmSync(folder, { recursive: true }));
  const read = (value: unknown) => fromPlain(value, lab, ['/nowhere', folder]);

  it("gives the lab's tensors, in lists, objects and maps", () => {
    expect(read([plain, { a: plain }, new Map([['b', plain]])])).to.deep.equal([
      new OwnTensor(plain),
      { a: new OwnTensor(plain) },
      new Map([['b', new OwnTensor(plain)]]),
    ]);
  });

  const references: [string, PlainReference, () => unknown][] = [
    ['JSON with its tensors', new PlainReference('input', 'x.json'), () => ({ y: [new OwnTensor(plain)] })],
    ['what the lab reads', new PlainReference('input', 'x.bin'), () => 'bytes'],
    [
      'the path of what it does not read',
      new PlainReference('input', 'x.png'),
      () => path.join(folder, 'x.png'),
    ],
    [
      'a path where one was asked for',
      new PlainReference('path', 'x.json'),
      () => path.join(folder, 'x.json'),
    ],
  ];
  for (const [name, reference, expected] of references) {
    it(`reads an input file: ${name}`, () => {
      expect(read({ reference })).to.deep.equal({ reference: expected() });
    });
  }

  it('says which input is not there', () => {
    expect(() => read(new PlainReference('input', 'y.json'))).to.throw('the input y.json is not there');
  });
});
