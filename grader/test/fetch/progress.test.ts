import { expect } from 'chai';

import { ProgressBar } from '../../fetch';

describe('ProgressBar', () => {
  function drawn(isTTY: boolean, steps: [received: number, total?: number][]): string {
    let text = '';
    const bar = new ProgressBar('file', { isTTY, columns: 200, write: (part) => (text += part) });
    for (const [received, total] of steps) bar.update({ received, total });
    bar.end();
    return text;
  }

  it('draws one line over and over on a terminal', () => {
    const text = drawn(true, [
      [0, 2000],
      [2000, 2000],
    ]);
    expect(text.split('\r').length).to.equal(3);
    expect(text).to.match(/█{24} 100%  2\.0 kB of 2\.0 kB .*\/s  0 s left\n$/);
  });

  it('writes a line each tenth elsewhere, without control characters', () => {
    const text = drawn(
      false,
      Array.from({ length: 101 }, (_, i) => [i, 100]),
    );
    expect(text.trim().split('\n').length).to.equal(10);

    expect(text).to.not.match(/[\r\x1b]/);
  });

  it('counts bytes where the total is not known', () => {
    expect(drawn(true, [[46_830_571]])).to.match(/file {2}46\.8 MB {2}0 B\/s/);
  });
});
