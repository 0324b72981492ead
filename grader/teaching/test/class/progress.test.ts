import { expect } from 'chai';
import { progressDisplay } from '../../class/progress';
import { reportOf, rowOf } from './support';

describe('the progress of a class run', () => {
  const ana = rowOf({ student: { id: 'ana' }, report: reportOf({ add: 4, sort: 3 }) });
  const broken = rowOf({
    student: { id: 'bo' },
    row: { problem: { code: 'corrupt', message: 'it is no zip\u001b[2J' } },
  });
  const shown = (
    output: { isTTY?: boolean; columns?: number },
    show: (display: ReturnType<typeof progressDisplay>) => void,
  ) => {
    let text = '';
    let time = 0;
    show(progressDisplay({ ...output, write: (more) => (text += more) }, { now: () => (time += 1000) }));
    return text;
  };

  it('is one line a submission where there is no terminal', () => {
    const text = shown({}, (display) => {
      display.update({ done: 9, total: 10, rows: [ana], reused: true });
      display.update({ done: 10, total: 10, rows: [broken], reused: false });
      display.clear();
    });
    expect(text).to.equal(' 9/10 ana: 7 points (as before)\n10/10 bo: it is no zip\n');
  });

  it('is one changing line on a terminal, never wider than it', () => {
    const text = shown({ isTTY: true, columns: 40 }, (display) => {
      display.update({ done: 5, total: 10, rows: [ana], reused: false });
      display.clear();
    });
    const lines = text.split('\r\x1b[K').slice(1);
    expect(lines[0]).to.match(/^█{10}░{10} {2}5\/10 ana: 7/);
    expect(lines[0]).to.have.length(39);
    expect(lines[1]).to.equal('');
  });

  it('tells the time that is left from what was really graded', () => {
    const text = shown({ isTTY: true, columns: 200 }, (display) => {
      display.update({ done: 1, total: 20, rows: [ana], reused: true });
      for (const done of [2, 3, 4]) display.update({ done, total: 20, rows: [ana], reused: false });
    });
    expect(text).to.match(/ 4\/20 .* · 21 s left$/);
  });
});
