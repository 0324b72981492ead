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

/** Four channels of a tile of `size` × `size` inputs from 0 on, 3 × 3 taps from 256 on, (size − 2)² slopes from 512 on. */
const tile = (size: number): string => `
  numbers.fill(NaN);
  for (let i = 0; i < ${size * size * 4}; i++) numbers[i] = Math.fround(Math.sin(i));
  for (let i = 0; i < 36; i++) numbers[256 + i] = Math.fround(Math.cos(i));
  for (let i = 0; i < ${(size - 2) ** 2 * 4}; i++) numbers[512 + i] = Math.fround(Math.sin(i * i));
  const [x, taps, slopes, inputs, others, out, spare] = [0, 1024, 2048, 4096, 8192, 12288, 16384];
  const multiply = () => {
    for (let i = 0; i < ${size * size * 16}; i++) numbers[others / 4 + i] *= numbers[inputs / 4 + i];
  };
  routines.transformInput${size - 2}(x, ${size * 16}, 16, 4, inputs, 64, 64, spare);`;

/** Σ over a window of `width` × `width` for each of `count` × `count` places, channel by channel. */
function windowSums(count: number, width: number, weightAt: (place: number) => number): number[] {
  const size = count + width - 1;
  return Array.from({ length: count * count * 4 }, (_, i) => {
    const [row, column, channel] = [Math.floor(i / 4 / count), Math.floor(i / 4) % count, i % 4];
    let sum = 0;
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++) {
        const input = Math.fround(Math.sin(((row + a) * size + column + b) * 4 + channel));
        sum += input * weightAt((a * width + b) * 4 + channel);
      }
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

  for (const side of [3, 4]) {
    const row = side * 16;

    it(`make ${side} × ${side} outputs of products of what they transform, and no more than are wanted`, () => {
      const tiles = eachForm<{ whole: number[]; part: (number | null)[] }>(`${tile(side + 2)}
        routines.transformFilter${side}(taps, 16, 0, 1, 4, others, 64, spare);
        multiply();
        routines.transformOutput${side}(others, 64, 4, out, ${row}, 16, ${side}, ${side}, spare, 0);
        const read = () => [...numbers.subarray(3072, 3072 + ${side * side * 4})];
        const whole = read();
        numbers.fill(NaN, 3072, 3072 + ${side * side * 4});
        routines.transformOutput${side}(others, 64, 4, out, ${row}, 16, 2, ${side - 1}, spare, 0);
        return { whole, part: read() };`);
      const exact = windowSums(side, 3, (i) => Math.fround(Math.cos(i)));
      for (const { whole, part } of tiles) {
        expect(largestDifference(whole, exact)).to.be.below(5e-6);
        const isWanted = (i: number): boolean => i < 8 * side && i % (4 * side) < 4 * (side - 1);
        expect(part).to.deep.equal(whole.map((value, i) => (isWanted(i) ? value : null)));
      }
    });

    const toTaps = { 3: 'transformOutput3', 4: 'transformGradient4' }[side];

    it(`make the gradient of the taps of ${side} × ${side} outputs of what they transform, and add it`, () => {
      const gradients = eachForm<{ once: number[]; twice: number[] }>(`${tile(side + 2)}
        routines.transformSlopes${side}(slopes, ${row}, 4, others, 64, 64, spare);
        multiply();
        const [once, twice] = [0, 1].map((add) => {
          routines.${toTaps}(others, 64, 4, out, 48, 16, 3, 3, spare, add);
          return [...numbers.subarray(3072, 3072 + 36)];
        });
        return { once, twice };`);
      const exact = windowSums(3, side, (i) => Math.fround(Math.sin(i * i)));
      for (const { once, twice } of gradients) {
        expect(largestDifference(once, exact)).to.be.below(5e-6);
        expect(twice).to.deep.equal(once.map((value) => 2 * value));
      }
    });
  }
});
