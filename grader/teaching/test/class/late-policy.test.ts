import { expect } from 'chai';
import { lateDeduction } from '../../class/late-policy';

describe('the late policy', () => {
  const none = { policy: 'none' as const, percentPerDay: 10, graceHours: 0 };
  const daily = { ...none, policy: 'percent-per-day' as const };
  const graceful = { ...daily, graceHours: 6 };

  const cases: [string, Parameters<typeof lateDeduction>[0], number, number][] = [
    ['in time', daily, 0, 0],
    ['early', daily, -5, 0],
    ['late where lateness is free', none, 100, 0],
    ['a minute late', daily, 1 / 60, 10],
    ['exactly a day late', daily, 24, 10],
    ['a day and a minute late', daily, 24.02, 20],
    ['within the grace time', graceful, 6, 0],
    ['just after the grace time', graceful, 6.1, 10],
    ['a day after the grace time', graceful, 30, 10],
    ['so late that nothing is left', daily, 24 * 30, 100],
    ['at the cut-off', { ...daily, cutOffDays: 3 }, 72, 30],
    ['after the cut-off', { ...daily, cutOffDays: 3 }, 72.5, 100],
    ['after the cut-off where lateness is free', { ...none, cutOffDays: 3 }, 73, 100],
  ];
  for (const [name, policy, hours, percent] of cases) {
    it(`takes ${percent} % ${name}`, () =>
      expect(lateDeduction(policy, hours, 'en').percent).to.equal(percent));
  }

  it('says why', () => {
    expect(lateDeduction(daily, 25, 'en').reason).to.equal('2 days late: -20 %');
    expect(lateDeduction({ ...none, cutOffDays: 1 }, 25, 'en').reason).to.equal(
      'more than 1 day late: -100 %',
    );
    expect(lateDeduction(daily, 0, 'en').reason).to.equal(null);
    expect(lateDeduction(daily, 25, 'pt-BR').reason).to.equal('2 dias de atraso: -20 %');
    expect(lateDeduction({ ...none, cutOffDays: 1 }, 25, 'pt-BR').reason).to.equal(
      'mais de 1 dia de atraso: -100 %',
    );
  });
});
