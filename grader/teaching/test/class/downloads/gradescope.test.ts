import { expect } from 'chai';
import { readGradescopeMetadata } from '../../../class/downloads/gradescope-metadata';
import { UsageError } from '../../../../errors';
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
    expect(people.get('submission_299')).to.deep.equal([{ name: null, email: null, sid: '299' }]);
  });
});
