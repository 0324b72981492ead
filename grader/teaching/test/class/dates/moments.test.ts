import { expect } from 'chai';
import { hoursBetween, momentAfter, onClock, readMoment } from '../../../class/dates/moments';

describe('a moment', () => {
  const clocks: [string, string, string, earlier: string, later: string][] = [
    [
      'an ordinary hour',
      'America/Sao_Paulo',
      '2026-12-04 23:59',
      '2026-12-05T02:59:00Z',
      '2026-12-05T02:59:00Z',
    ],
    [
      'half an hour from UTC',
      'Asia/Kolkata',
      '2026-12-04 23:59',
      '2026-12-04T18:29:00Z',
      '2026-12-04T18:29:00Z',
    ],
    ['a quarter more', 'Asia/Kathmandu', '2026-12-04 23:59', '2026-12-04T18:14:00Z', '2026-12-04T18:14:00Z'],
    ['no zone at all', 'UTC', '2026-03-29 02:30', '2026-03-29T02:30:00Z', '2026-03-29T02:30:00Z'],
    [
      'an hour left out',
      'America/New_York',
      '2026-03-08 02:30',
      '2026-03-08T06:30:00Z',
      '2026-03-08T07:30:00Z',
    ],
    [
      'an hour that comes twice',
      'America/New_York',
      '2026-11-01 01:30',
      '2026-11-01T05:30:00Z',
      '2026-11-01T06:30:00Z',
    ],
    [
      'the same in Lisbon',
      'Europe/Lisbon',
      '2026-10-25 01:30',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
    ],
    [
      'midnight left out',
      'America/Sao_Paulo',
      '2018-11-04 00:30',
      '2018-11-04T02:30:00Z',
      '2018-11-04T03:30:00Z',
    ],
    [
      'midnight twice',
      'America/Sao_Paulo',
      '2018-02-17 23:59',
      '2018-02-18T01:59:00Z',
      '2018-02-18T02:59:00Z',
    ],
    [
      'half an hour twice',
      'Australia/Lord_Howe',
      '2026-04-05 01:45',
      '2026-04-04T14:45:00Z',
      '2026-04-04T15:15:00Z',
    ],
    [
      'half an hour left out',
      'Australia/Lord_Howe',
      '2026-10-04 02:15',
      '2026-10-03T15:15:00Z',
      '2026-10-03T15:45:00Z',
    ],
    ['a day left out', 'Pacific/Apia', '2011-12-30 12:00', '2011-12-29T22:00:00Z', '2011-12-30T22:00:00Z'],
  ];
  for (const [name, zone, text, earlier, later] of clocks) {
    it(`of ${name}: ${text} in ${zone}`, () => {
      expect(readMoment(text, { zone, unclear: 'earlier' })).to.equal(earlier);
      expect(readMoment(text, { zone, unclear: 'later' })).to.equal(later);
    });
  }

  const saoPaulo = { zone: 'America/Sao_Paulo', unclear: 'later' } as const;
  const texts: [string, string | null][] = [
    ['2026-12-04T23:59', '2026-12-05T02:59:00Z'],
    ['2026-12-04 9:05', '2026-12-04T12:05:00Z'],
    ['2026-12-04 23:59:30', '2026-12-05T02:59:30Z'],
    ['2026-12-04 23:59Z', '2026-12-04T23:59:00Z'],
    ['2026-12-04 23:59:59 UTC', '2026-12-04T23:59:59Z'],
    ['2026-12-04 23:59 +0530', '2026-12-04T18:29:00Z'],
    ['2018-07-01T14:22:32.365935-07:00', '2018-07-01T21:22:32Z'],
    ['2026-07-04 23:59 [Europe/Lisbon]', '2026-07-04T22:59:00Z'],
    ['04/12/2026 23:59', null],
    ['12/25/2026 23:59', null],
    ['2026-12-04', null],
    ['2026-02-30 10:00', null],
    ['2026-12-04 24:00', null],
    ['2026-12-04 23:59 [Nowhere/Town]', null],
    ['tomorrow', null],
    ['', null],
  ];
  for (const [text, moment] of texts)
    it(`is ${moment ?? 'not'} read from "${text}"`, () =>
      expect(readMoment(text, saoPaulo)).to.equal(moment));

  const newYork = { zone: 'America/New_York', unclear: 'later' } as const;
  const after: [from: string, string, string | null][] = [
    ['2026-10-29T03:59:00Z', '+ 7 days', '2026-11-05T04:59:00Z'],
    ['2026-10-29T03:59:00Z', '+ 1 week', '2026-11-05T04:59:00Z'],
    ['2026-10-29T03:59:00Z', '+7 dias', '2026-11-05T04:59:00Z'],
    ['2026-10-29T03:59:00Z', '+ 168 hours', '2026-11-05T03:59:00Z'],
    ['2026-03-01T07:30:00Z', '+ 7 days', '2026-03-08T07:30:00Z'],
    ['2026-10-25T05:30:00Z', '+ 7 days', '2026-11-01T06:30:00Z'],
    ['2026-10-25T05:30:00Z', '7 days', null],
    ['2026-10-25T05:30:00Z', '+ -7 days', null],
  ];
  for (const [from, text, moment] of after)
    it(`${text} after ${from} is ${moment}`, () => expect(momentAfter(from, text, newYork)).to.equal(moment));

  it('counts hours that pass, and no second of a minute that has begun', () => {
    expect(hoursBetween('2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z')).to.equal(1);
    expect(hoursBetween('2026-12-05T02:59:00Z', '2026-12-05T02:59:59Z')).to.equal(0);
    expect(hoursBetween('2026-12-05T02:59:00Z', '2026-12-05T03:00:00Z')).to.equal(1 / 60);
    expect(hoursBetween('2026-12-05T02:59:00Z', '2026-12-05T01:59:30Z')).to.equal(-1);
  });

  it('is shown as a clock of its zone has it', () => {
    expect(onClock('2026-12-05T02:59:30Z', 'America/Sao_Paulo')).to.equal('2026-12-04 23:59');
  });
});
