import { expect } from 'chai';

import { isWrong, renderTable } from './table';

describe('the table of parity', () => {
  const good = { name: 'conv', tolerance: 1e-5, error: 2.5e-7 };
  const table = renderTable([
    { device: 'wasm', results: [good, { name: 'pool', tolerance: 1e-6, error: 0.5 }] },
    { device: 'cpu', results: [good, { name: 'pool', tolerance: 1e-6, error: 'no kernel' }] },
    { device: 'gpu', results: [], skipped: 'there is none. Buy one.' },
  ]);

  it('has a line for each case, and marks what is further off than allowed', () => {
    expect(table.split('\n').map((line) => line.replace(/ +/g, ' '))).to.deep.equal([
      'case allowed wasm cpu',
      'conv 1.0e-5 2.5e-7 2.5e-7',
      'pool 1.0e-6 5.0e-1 ✗ failed ✗',
      'wasm: 1 of 2 cases agree with PyTorch',
      'cpu: 1 of 2 cases agree with PyTorch',
      'cpu failed on pool: no kernel',
      'gpu was left out: there is none. Buy one.',
      '2 cases agree, 2 differ',
    ]);
  });

  for (const [error, wrong] of [
    [1e-6, false],
    [0, false],
    [1.1e-6, true],
    [null, true],
    ['crashed', true],
  ] as const) {
    it(`takes an error of ${error} for ${wrong ? 'wrong' : 'right'} where 1e-6 is allowed`, () => {
      expect(isWrong({ name: '', tolerance: 1e-6, error })).to.equal(wrong);
    });
  }
});
