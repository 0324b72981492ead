import { expect } from 'chai';
import { chooseCommit, readLog, type Commit } from '../../collect/history';

const UNTIL = '2026-03-04T12:00:00Z';

/** A commit a letter, by the hour: `b9:a` is b, made at nine on a. Letters that are not listed were not fetched. */
function history(text: string): Commit[] {
  return text.split(' ').map((part) => {
    const [, hash = '', hour = '', parents = ''] = /^(\w)(\d+)(?::(\w+))?$/.exec(part)!;
    const at = `2026-03-04T${hour.padStart(2, '0')}:00:00Z`;
    return { hash, committed: at, authored: at, parents: [...parents] };
  });
}

describe('the last commit until a date', () => {
  const cases: [what: string, commits: string, chosen: string | null, besides: string, outOfOrder: string][] =
    [
      ['the tip', 'b9:a a8', 'b', '', ''],
      ['the one of the last minute', 'c13:b b12:a a8', 'b', '', ''],
      ['none', 'b14:a a13', null, '', ''],
      ['below many late ones', 'd16:c c15:b b14:a a8', 'a', '', ''],
      ['before one that is dated back', 'c9:b b13:a a8', 'a', '', 'c'],
      ['nothing on a late root', 'c9:b b8:a a13', null, '', 'cb'],
      ['the later of two lines', 'd13:bc c9:a b10:a a8', 'b', 'c', ''],
      ['one line that the other is on', 'd13:bc c9:b b8:a a7', 'c', '', ''],
      ['the tip that joins two lines in time', 'd11:bc c9:a b10:a a8', 'd', '', ''],
    ];
  for (const [what, commits, chosen, besides, outOfOrder] of cases)
    it(`is ${what}`, () => {
      const choice = chooseCommit(history(commits), { until: UNTIL, edge: new Set() });
      expect(choice.commit?.hash ?? null).to.equal(chosen);
      expect(choice.besides.map(({ hash }) => hash).join('')).to.equal(besides);
      expect(choice.outOfOrder.map(({ hash }) => hash).join('')).to.equal(outOfOrder);
    });

  it('was made no earlier than what it builds on', () => {
    const made = (commits: string) => chooseCommit(history(commits), { until: UNTIL, edge: new Set() }).made;
    expect([made('c9:b b11:a a8'), made('c10:b b9:a a8'), made('b14:a a13')]).to.deep.equal([
      '2026-03-04T11:00:00Z',
      '2026-03-04T10:00:00Z',
      null,
    ]);
  });

  it('is not known while late ones are all that was fetched of a line', () => {
    const isOpen = (commits: string, edge: string) =>
      chooseCommit(history(commits), { until: UNTIL, edge: new Set(edge) }).isOpen;
    expect([isOpen('b14 a13', 'a'), isOpen('b14:a a9', 'a'), isOpen('d13:bc c14 b9', 'c')]).to.deep.equal([
      true,
      false,
      true,
    ]);
  });

  it('is the tip where there is no date', () => {
    expect(chooseCommit(history('b14:a a13'), { until: null, edge: new Set() }).commit?.hash).to.equal('b');
  });

  it('bears dates that no clock shows', () => {
    const [first, last] = readLog('a -5 99999999999999 \nb x  \n');
    expect([first?.committed, first?.authored, last?.committed]).to.deep.equal([
      '1970-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '1970-01-01T00:00:00Z',
    ]);
  });
});
