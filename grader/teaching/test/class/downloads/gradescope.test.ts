import { expect } from 'chai';
import { readGradescopeMetadata } from '../../../class/downloads/gradescope';
import { UsageError } from '@boletim/grader/errors';
import { temporaryFolder, writeTree } from '../support';

describe("Gradescope's submission_metadata.yml", () => {
  const read = (text: string) =>
    readGradescopeMetadata(writeTree(temporaryFolder(), { 'submission_metadata.yml': text }));
  const levels = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}]`);

  const refused: [string, string, RegExp][] = [
    ['broken syntax', 'submission_7:\n  :submitters: [\n', /cannot be read .*; export the submissions from/s],
    ['a billion laughs', `l0: &l0 [x]\n${levels.join('\n')}\n`, /cannot be read \(Excessive alias count/],
    ['something else', 'submission_7: 3\n', /is not Gradescope's/],
  ];
  for (const [what, text, message] of refused) {
    it(`is refused with ${what}`, async () => {
      const outcome = await read(text).catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(UsageError).with.property('message').that.matches(message);
    });
  }

  it('may refer to one time zone in every submission, in objects of Ruby', async () => {
    const entry = (at: number) =>
      `submission_${at}:\n  :created_at: !ruby/object:Time\n    zone: ${at === 0 ? '&1 {name: UTC}' : '*1'}\n  :submitters:\n  - :sid: ${at}\n`;
    const people = await read(Array.from({ length: 300 }, (_, at) => entry(at)).join(''));
    expect(people.get('submission_299')?.submitters).to.deep.equal([{ name: null, email: null, sid: '299' }]);
  });

  const texts = ['18E1234', '007', '0x1F', '1_000', 'yes', '12345678901234567890', '2026-01-02'];
  for (const sid of texts) {
    it(`keeps the SID ${sid} as it is written`, async () => {
      const people = await read(`submission_1:\n  :submitters:\n  - :sid: ${sid}\n    :email:\n`);
      expect(people.get('submission_1')?.submitters).to.deep.equal([{ name: null, email: null, sid }]);
    });
  }

  const times: [string, string, string | null][] = [
    ['text with a zone', '2026-03-01 09:05:06.123456000 -03:00', '2026-03-01T12:05:06.000Z'],
    ['text in UTC', '2026-03-01 12:05:06 UTC', '2026-03-01T12:05:06.000Z'],
    ['an object of Ruby', '\n    utc: 2026-03-01 12:05:06.5 Z\n    zone: x', '2026-03-01T12:05:06.000Z'],
    ['text without a zone', '2026-03-01 12:05:06', null],
  ];
  for (const [what, written, instant] of times) {
    it(`reads when it was handed in from ${what}`, async () => {
      const found = await read(`submission_1:\n  :created_at: ${written}\n`);
      expect(found.get('submission_1')?.handedIn).to.equal(instant);
    });
  }
});
