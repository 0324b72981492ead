import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { StateDict } from '../../../nn';
import { readPth, writePth } from '../../../weights';

describe('writePth', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pth-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const stateDict: StateDict = new Map([
    ['conv.weight', { dtype: 'float32', shape: [2, 1, 1, 2], data: Float32Array.of(1.5, -2, 0.1, 2 ** -30) }],
    ['scalar', { dtype: 'int64', shape: [], data: BigInt64Array.of(-5n) }],
    ['empty', { dtype: 'float32', shape: [0, 3], data: new Float32Array() }],
    ['mask', { dtype: 'bool', shape: [2], data: Uint8Array.of(0, 1) }],
    ['bytes', { dtype: 'uint8', shape: [2], data: Uint8Array.of(7, 255) }],
    ['ints', { dtype: 'int32', shape: [1, 1], data: Int32Array.of(-1) }],
    ['double', { dtype: 'float64', shape: [1], data: Float64Array.of(Math.PI) }],
    ['até logo', { dtype: 'float32', shape: [1], data: Float32Array.of(NaN) }],
  ]);

  it('writes what readPth reads', async () => {
    const file = path.join(folder, 'weights.pth');
    await writePth(stateDict, file);
    expect(await readPth(file)).to.deep.equal(stateDict);
  });

  it('writes equal bytes for equal weights', async () => {
    const [a, b] = ['a', 'b'].map((name) => path.join(folder, name, 'weights.pth'));
    for (const file of [a, b]) {
      fs.mkdirSync(path.dirname(file));
      await writePth(stateDict, file);
    }
    expect(fs.readFileSync(a).equals(fs.readFileSync(b))).to.equal(true);
  });

  for (const [what, tensor, message] of [
    [
      'too few elements',
      { dtype: 'float32', shape: [3], data: new Float32Array(2) },
      'Tensor a of shape [3] needs 3 elements, it has 2.',
    ],
    [
      'a dtype that it does not know',
      { dtype: 'float16', shape: [2], data: new Float32Array(2) },
      'Tensor a has dtype float16. Convert it to one of float32, float64, int64, int32, uint8, bool.',
    ],
  ] as const) {
    it(`refuses ${what}, and writes nothing`, async () => {
      const file = path.join(folder, 'weights.pth');
      const error = await writePth(new Map([['a', tensor]]) as never, file).catch((error: Error) => error);
      expect(error).to.be.instanceOf(Error).with.property('message', message);
      expect(fs.existsSync(file)).to.equal(false);
    });
  }

  it('writes a file that PyTorch opens', async function () {
    this.timeout(60_000);
    const python = pythonWithTorch();
    if (!python) return this.skip();
    const file = path.join(folder, 'weights.pth');
    await writePth(stateDict, file);
    const { stdout, stderr } = spawnSync(python, ['-c', LOAD, file], { encoding: 'utf8' });
    expect(stdout.trim().split('\n'), stderr).to.deep.equal([
      'conv.weight torch.float32 [[[[1.5, -2.0]]], [[[0.10000000149011612, 9.313225746154785e-10]]]]',
      'scalar torch.int64 -5',
      'empty torch.float32 []',
      'mask torch.bool [False, True]',
      'bytes torch.uint8 [7, 255]',
      'ints torch.int32 [[-1]]',
      'double torch.float64 [3.141592653589793]',
      'até logo torch.float32 [nan]',
    ]);
  });
});

const LOAD = `
import sys, torch
for name, value in torch.load(sys.argv[1]).items(): print(name, value.dtype, value.tolist())
`;

function pythonWithTorch(): string | undefined {
  const candidates = [process.env.PYTHON, '/usr/bin/python3', 'python3'].filter((name) => name !== undefined);
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);
}
