import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { StateDict } from '../../../nn';
import {
  encodeSafetensors,
  readSafetensors,
  seededResNet18Weights,
  writeSafetensors,
} from '../../../weights';

describe('writeSafetensors', () => {
  it('writes a file that reads back the same, with every dtype', () => {
    const stateDict: StateDict = new Map([
      ['flag', { dtype: 'bool', shape: [1], data: Uint8Array.of(1) }],
      ['weight', { dtype: 'float32', shape: [2, 1], data: Float32Array.of(0.1, -0) }],
      ['count', { dtype: 'int64', shape: [], data: BigInt64Array.of(7n) }],
      ['byte', { dtype: 'uint8', shape: [3], data: Uint8Array.of(1, 2, 3) }],
      ['precise', { dtype: 'float64', shape: [1], data: Float64Array.of(0.1) }],
      ['whole', { dtype: 'int32', shape: [0], data: new Int32Array(0) }],
    ]);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'safetensors-'));
    const file = path.join(folder, 'all.safetensors');
    writeSafetensors(stateDict, file);
    const read = readSafetensors(file);
    rmSync(folder, { recursive: true });
    expect(new Map([...read].sort())).to.deep.equal(new Map([...stateDict].sort()));
  });

  it('writes a whole model that reads back the same', () => {
    const weights = seededResNet18Weights(1, { outputs: 3, width: 4 });
    const read = readSafetensors(encodeSafetensors(weights));
    expect(new Map([...read].sort())).to.deep.equal(new Map([...weights].sort()));
  });

  it('starts the data at a multiple of eight bytes, and each tensor at one of its element size', () => {
    const stateDict: StateDict = new Map([
      ['a', { dtype: 'uint8', shape: [1], data: Uint8Array.of(1) }],
      ['b', { dtype: 'float64', shape: [1], data: Float64Array.of(1) }],
    ]);
    const bytes = Buffer.from(encodeSafetensors(stateDict));
    const length = Number(bytes.readBigUInt64LE());
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
    expect(length % 8).to.equal(0);
    expect(header).to.deep.equal({
      __metadata__: { format: 'pt' },
      b: { dtype: 'F64', shape: [1], data_offsets: [0, 8] },
      a: { dtype: 'U8', shape: [1], data_offsets: [8, 9] },
    });
  });

  it('writes only the part of a buffer that a tensor uses', () => {
    const data = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
    const read = readSafetensors(encodeSafetensors(new Map([['a', { dtype: 'float32', shape: [2], data }]])));
    expect([...read.get('a')!.data]).to.deep.equal([2, 3]);
  });

  it('refuses a tensor whose elements do not fill its shape', () => {
    const stateDict: StateDict = new Map([
      ['a', { dtype: 'float32', shape: [3], data: new Float32Array(2) }],
    ]);
    expect(() => encodeSafetensors(stateDict)).to.throw('Tensor a of shape [3] needs 3 elements, it has 2.');
  });

  it('refuses the name that the format keeps to itself', () => {
    const tensor = { dtype: 'uint8', shape: [1], data: Uint8Array.of(1) } as const;
    expect(() => encodeSafetensors(new Map([['__metadata__', tensor]]))).to.throw('rename the tensor');
  });

  it('refuses a dtype that it does not know', () => {
    const tensor = { dtype: 'float16', shape: [1], data: new Float32Array(1) };
    expect(() => encodeSafetensors(new Map([['a', tensor]]) as never)).to.throw(
      'Tensor a has dtype float16.',
    );
  });
});
