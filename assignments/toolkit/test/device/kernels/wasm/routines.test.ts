import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { canFuse } from '../../../../device/kernels/wasm/routines';
import { largestDifference } from '../../../support/finite-differences';

/** What `compute` makes with the `routines` of each form that this Node has, in a process of its own. */
function eachForm<T>(compute: string): T[] {
  // Node 20 knows fused products behind a flag.
  const flags = canFuse() ? [] : ['--experimental-wasm-relaxed-simd'];
  const program = `
    const { loadRoutines } = require('./assignments/toolkit/device/kernels/wasm/routines');
    const memory = new WebAssembly.Memory({ initial: 1 });
    const numbers = new Float32Array(memory.buffer);
    const results = ['plain', 'fused'].map((form) => {
      const routines = loadRoutines(memory, form);
      ${compute}
    });
    console.log(JSON.stringify(results));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--require', './grader/loader/register.js', '--eval', program],
    { cwd: path.resolve(__dirname, '../../../../../..'), encoding: 'utf8', timeout: 15000 },
  );
  expect(stderr).to.equal('');
  return JSON.parse(stdout) as T[];
}

/** Four channels of a tile: 6 × 6 inputs from 0 on, 3 × 3 taps from 256 on, 4 × 4 slopes from 512 on. */
const TILE = `
  numbers.fill(NaN);
  for (let i = 0; i < 144; i++) numbers[i] = Math.fround(Math.sin(i));
  for (let i = 0; i < 36; i++) numbers[256 + i] = Math.fround(Math.cos(i));
  for (let i = 0; i < 64; i++) numbers[512 + i] = Math.fround(Math.sin(i * i));
  const [x, taps, slopes, inputs, others, out, spare] = [0, 1024, 2048, 4096, 8192, 12288, 16384];
  const multiply = () => {
    for (let i = 0; i < 36 * 16; i++) numbers[others / 4 + i] *= numbers[inputs / 4 + i];
  };
  routines.transformInput4(x, 96, 16, 4, inputs, 64, 64, spare);`;

const input = (row: number, column: number, channel: number): number =>
  Math.fround(Math.sin((row * 6 + column) * 4 + channel));

/** Σ over a window of `size` × `size` for each of `count` × `count` places, channel by channel. */
function windowSums(count: number, size: number, weightAt: (place: number) => number): number[] {
  return Array.from({ length: count * count * 4 }, (_, i) => {
    const [row, column, channel] = [Math.floor(i / 4 / count), Math.floor(i / 4) % count, i % 4];
    let sum = 0;
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++)
        sum += input(row + a, column + b, channel) * weightAt((a * size + b) * 4 + channel);
    return sum;
  });
}

describe('the WebAssembly routines', () => {
  it('give the same sums, but for the last bits, with and without fused products', () => {
    const sums = eachForm<number>(`
      for (let i = 0; i < 64; i++) numbers[i] = Math.sin(i);
      for (let i = 0; i < 64 * 16; i++) numbers[1024 + i] = Math.cos(i);
      routines.gemm(0, 0, 0, 4, 0, 1, 1, 64, 4096, 16, 32768, 64, 0, 0);
      return numbers[8192];`);
    let exact = 0;
    for (let i = 0; i < 64; i++) exact += Math.fround(Math.sin(i)) * Math.fround(Math.cos(16 * i));
    expect(sums).to.have.length(2);
    for (const sum of sums) expect(Math.abs(sum - exact)).to.be.below(2e-6);
  });

  it('make the outputs of a tile of products of what they transform, and no more than are wanted', () => {
    const tiles = eachForm<{ whole: number[]; part: (number | null)[] }>(`${TILE}
      routines.transformFilter4(taps, 16, 0, 1, 4, others, 64, spare);
      multiply();
      routines.transformOutput4(others, 64, 4, out, 64, 16, 4, 4, spare);
      const whole = [...numbers.subarray(3072, 3072 + 64)];
      numbers.fill(NaN, 3072, 3072 + 64);
      routines.transformOutput4(others, 64, 4, out, 64, 16, 2, 3, spare);
      return { whole, part: [...numbers.subarray(3072, 3072 + 64)] };`);
    const exact = windowSums(4, 3, (i) => Math.fround(Math.cos(i)));
    for (const { whole, part } of tiles) {
      expect(largestDifference(whole, exact)).to.be.below(5e-6);
      const wanted = whole.map((value, i) => (i < 32 && i % 16 < 12 ? value : null));
      expect(part).to.deep.equal(wanted);
    }
  });

  it("make the gradient of a tile's taps of products of what they transform, and add it", () => {
    const gradients = eachForm<{ once: number[]; twice: number[] }>(`${TILE}
      routines.transformSlopes4(slopes, 64, 4, others, 64, 64, spare);
      multiply();
      const [once, twice] = [0, 1].map((add) => {
        routines.transformGradient4(others, 64, 4, out, 16, add, spare);
        return [...numbers.subarray(3072, 3072 + 36)];
      });
      return { once, twice };`);
    const exact = windowSums(3, 4, (i) => Math.fround(Math.sin(i * i)));
    for (const { once, twice } of gradients) {
      expect(largestDifference(once, exact)).to.be.below(5e-6);
      expect(twice).to.deep.equal(once.map((value) => 2 * value));
    }
  });
});
