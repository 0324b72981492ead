import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { canFuse } from '../../../../device/kernels/wasm/routines';

/** Σ of 64 products by both forms of `gemm`, with Node's flags, in a process of its own. */
function sums(...flags: string[]): { isFused: boolean; sums: number[] } {
  const program = `
    const { canFuse, loadRoutines } = require('./assignments/toolkit/device/kernels/wasm/routines');
    const memory = new WebAssembly.Memory({ initial: 1 });
    const numbers = new Float32Array(memory.buffer);
    for (let i = 0; i < 64; i++) numbers[i] = Math.sin(i);
    for (let i = 0; i < 64 * 16; i++) numbers[1024 + i] = Math.cos(i);
    const forms = canFuse() ? ['plain', 'fused'] : ['plain'];
    const sums = forms.map((form) => {
      loadRoutines(memory, form).gemm(0, 0, 0, 4, 0, 1, 1, 64, 4096, 16, 32768, 64, 0, 0);
      return numbers[8192];
    });
    console.log(JSON.stringify({ isFused: canFuse(), sums }));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--require', './grader/loader/register.js', '--eval', program],
    { cwd: path.resolve(__dirname, '../../../../../..'), encoding: 'utf8', timeout: 15000 },
  );
  expect(stderr).to.equal('');
  return JSON.parse(stdout) as ReturnType<typeof sums>;
}

describe('the WebAssembly routines', () => {
  it('give the same sums, but for the last bits, with and without fused products', () => {
    // Node 20 knows them behind a flag.
    const flags = canFuse() ? [] : ['--experimental-wasm-relaxed-simd'];
    const { isFused, sums: both } = sums(...flags);
    expect(isFused).to.equal(true);
    let exact = 0;
    for (let i = 0; i < 64; i++) exact += Math.fround(Math.sin(i)) * Math.fround(Math.cos(16 * i));
    for (const sum of both) expect(Math.abs(sum - exact)).to.be.below(2e-6);
  });
});
