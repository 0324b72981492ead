import { expect } from 'chai';
import { datesWith } from '../../collect';

describe('the deadline of a collection', () => {
  const spec = {
    id: 'cnn',
    timeZone: 'America/Sao_Paulo',
    due: '2026-12-04 23:59',
    cutoff: '2026-12-06 12:00',
  };
  const without = { id: 'cnn', timeZone: undefined, due: undefined, cutoff: undefined };

  it("is the assignment's own", () => expect(datesWith(spec, undefined)).to.equal(spec));

  it("is another one in the assignment's zone, with a cutoff that counts from it alone", () => {
    const due = '2026-12-08 23:59';
    expect(datesWith(spec, due)).to.deep.equal({ ...spec, due, cutoff: undefined });
    expect(datesWith({ ...spec, cutoff: '+ 7 days' }, due).cutoff).to.equal('+ 7 days');
  });

  const zones = { '[Europe/Lisbon]': 'Europe/Lisbon', Z: 'UTC', '-03:00': '-03:00', UTC: 'UTC' };
  for (const [written, zone] of Object.entries(zones))
    it(`has a zone of its own: ${written}`, () =>
      expect(datesWith(without, `2026-12-04 23:59 ${written}`).timeZone).to.equal(zone));

  it('is refused without a zone, and where it may be two days', () => {
    expect(() => datesWith(without, '2026-12-04 23:59')).to.throw(/--due needs a time zone/);
    for (const due of ['04/12/2026 23:59', '2026-12-04', '2026-02-30 10:00', 'tomorrow'])
      expect(() => datesWith(spec, due)).to.throw(/is no day with an hour; write year/);
  });
});
