import { expect } from 'chai';
import { probeBwrap } from '../../sandbox/host/probe-bwrap';
import { COMPARES, coursesWithHidden, gradeHidden } from '../support/hidden-course';
import { testOf } from '../support/grading';

const WORD = 'CANARY-of-hidden-inputs';

/** Counts its calls in one sandbox, and prints every input that it can read. */
const LOOKS = `import fs from 'node:fs';
let calls = 0;
export function half(x: number): number {
  const mounts = fs.readFileSync('/proc/self/mountinfo', 'utf8').split('\\n').map((line) => line.split(' ')[4] ?? '');
  const files = mounts.filter((place) => place.endsWith('/inputs')).flatMap((place) =>
    fs.readdirSync(place).map((name) => fs.readFileSync(place + '/' + name, 'utf8')));
  console.log('call', (calls += 1), ...files);
  return x / 2;
}
`;

describe('the inputs of a hidden suite', function () {
  this.timeout(30_000);
  before(function () {
    if (!probeBwrap().available) this.skip();
  });
  const course = coursesWithHidden();
  const grade = async (changes: Record<string, string>) => {
    const folder = course([COMPARES, COMPARES], { 'other/src/half.ts': LOOKS, ...changes });
    const report = await gradeHidden(folder, { submission: 'other', sandbox: 'bwrap' });
    return ['one', 't0', 't1'].map((id) => testOf(report, `half/${id}`).output.trim());
  };

  it('are shown to a sandbox that no public test runs in', async () => {
    const outputs = await grade({ 'solution/suites/inputs/given.txt': WORD });
    expect(outputs).to.deep.equal(['call 1', `call 1 ${WORD}`, `call 2 ${WORD}`]);
  });

  it('cost no other sandbox where there are none', async () => {
    expect(await grade({})).to.deep.equal(['call 1', 'call 2', 'call 3']);
  });
});
