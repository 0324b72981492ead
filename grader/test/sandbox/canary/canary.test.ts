import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { SOLUTIONS } from '../../../system/paths';
import { gradeFolder } from '../../support/grade-folder';
import { MODES } from '../host/specimen';
import { filesSeenBy, memoryHolds, sandboxesOf } from './look-inside';

const TRAVELS = ['canary-inside-callback-ozbq', 'canary-input-ozbq'];
const STAYS = [
  'canary-test-id-ozbq',
  'canary-title-ozbq',
  'canary-hint-ozbq',
  'canary-comment-ozbq',
  'canary-outside-callback-ozbq',
  'canary-expected-value-ozbq',
  '8675309.27',
];
const EXPECTED_VALUE = 8675309.2718281828;

describe('what a hidden suite holds outside its callbacks', function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  for (const mode of MODES) {
    it(`is neither in the memory nor in the files of a living sandbox under ${mode}`, async () => {
      const assignment = loadAssignment('warmup', { hidden: __dirname });
      const questions = assignment.questions.filter(({ id }) => id === 'mean');
      const submission = path.join(SOLUTIONS, 'warmup');
      const options = { submission, sandbox: mode, device: 'auto', typeCheck: false };
      const grading = gradeFolder({ ...options, assignment: { ...assignment, questions } });
      const found = await lookInside(mode === 'bwrap');
      expect((await grading).score, 'the suite passed').to.equal(3);
      expect(found.travelled, 'the search finds what does travel').to.deep.equal(TRAVELS);
      expect(found.leaked).to.deep.equal([]);
    });
  }
});

/** Waits until the callback has arrived in a sandbox, then searches all of it. */
async function lookInside(withFiles: boolean): Promise<{ travelled: string[]; leaked: string[] }> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const pids = sandboxesOf(process.pid);
    if (!pids.some((pid) => memoryHolds(pid, [TRAVELS[1]!]).length > 0)) continue;
    const double = Buffer.from(Float64Array.of(EXPECTED_VALUE).buffer);
    const memory = pids.flatMap((pid) => memoryHolds(pid, [...TRAVELS, ...STAYS, double]));
    if (withFiles) expect(pids.flatMap((pid) => filesWith(pid, [TRAVELS[1]!]))).to.have.length(1);
    const files = withFiles ? pids.flatMap((pid) => filesWith(pid, STAYS)) : [];
    const leaked = [...memory.filter((word) => !TRAVELS.includes(String(word))), ...files];
    return { travelled: TRAVELS.filter((word) => memory.includes(word)), leaked: leaked.map(String) };
  }
  throw new Error('the callback never arrived');
}

/** Names and contents of everything that the sandbox could open, the system and the packages left out. */
function filesWith(pid: number, words: string[]): string[] {
  const found: string[] = [];
  for (const { name, content } of filesSeenBy(pid))
    for (const word of words)
      if (name.includes(word) || content.includes(word)) found.push(`${word} in ${name}`);
  return found;
}

it('canary words do lie in the suite', () => {
  const suite = fs.readFileSync(path.join(__dirname, 'mean.suite.ts'), 'utf8');
  for (const word of ['canary-comment-ozbq', 'canary-title-ozbq']) expect(suite).to.contain(word);
});
