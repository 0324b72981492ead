import { expect } from 'chai';
import { lateDeduction } from '../../class/late-policy';
import { DAILY } from './support';

describe('the late policy', () => {
  const none = { ...DAILY, policy: 'none' as const };
  const hourly = { ...DAILY, policy: 'percent-per-hour' as const, percentPerHour: 2.5 };
  const graceful = { ...DAILY, graceHours: 6.1 };
  const capped = { ...DAILY, maxPercent: 25 };

  const cases: [string, Parameters<typeof lateDeduction>[0], number, number][] = [
    ['in time', DAILY, 0, 0],
    ['early', DAILY, -5, 0],
    ['late where lateness is free', none, 100, 0],
    ['a minute late', DAILY, 1 / 60, 10],
    ['exactly a day late', DAILY, 24, 10],
    ['a day and a minute late', DAILY, 24 + 1 / 60, 20],
    ['within the grace time', graceful, 6.1, 0],
    ['just after the grace time', graceful, 6.2, 10],
    ['a day after the grace time', graceful, 30.1, 10],
    ['a day and a minute after it', graceful, 30.1 + 1 / 60, 20],
    ['so late that nothing is left', DAILY, 24 * 30, 100],
    ['below the maximum', capped, 48, 20],
    ['at the maximum', capped, 49, 25],
    ['long after it', capped, 24 * 30, 25],
    ['a minute late by the hour', hourly, 1 / 60, 2.5],
    ['three hours and a minute late by the hour', hourly, 3 + 1 / 60, 10],
    ['an hour after the grace time by the hour', { ...hourly, graceHours: 6.1 }, 7.1, 2.5],
  ];
  for (const [name, policy, hours, percent] of cases) {
    it(`takes ${percent} % ${name}`, () =>
      expect(lateDeduction(policy, hours, 'en').percent).to.equal(percent));
  }

  it('says why', () => {
    const reasons = (hours: number, policy = DAILY) =>
      (['en', 'pt-BR'] as const).map((lang) => lateDeduction(policy, hours, lang).reason);
    expect(reasons(0)).to.deep.equal([null, null]);
    expect(reasons(25)).to.deep.equal(['2 days late: -20 %', '2 dias de atraso: -20 %']);
    expect(reasons(1, hourly)).to.deep.equal(['1 hour late: -2.5 %', '1 hora de atraso: -2.5 %']);
    expect(reasons(1, { ...DAILY, maxPercent: 0 })).to.deep.equal([null, null]);
  });
});
