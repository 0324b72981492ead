import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { compileGiven, type GivenCode } from '../../../sandbox/host/given';
import { labSnapshot, takeLabSnapshot, takeSnapshotOf } from '../../../sandbox/host/lab-snapshot';
import type { LaunchPlan } from '../../../sandbox/host/launch-plan';
import { MODES, startSpecimen } from './specimen';

/** How the sandbox was started, and what the student's function gives there. */
const SOURCE = `({ mean }) => [process.execArgv.includes('--snapshot-blob'), mean([1, 2, 6])]`;
const MEAN = `import { readFileSync } from 'node:fs';
export const mean = (x: number[]) => x.reduce((sum, value) => sum + value, 0) / x.length + (readFileSync ? 0 : 1);`;

describe('a sandbox that starts from a snapshot of its lab', function () {
  this.timeout(60_000);
  const assignment = loadAssignment('warmup');
  const { limits } = assignment;
  let given: GivenCode;
  const blob = () => labSnapshot({ given, limits } as LaunchPlan);
  const startAndCall = async (mode: LaunchPlan['mode']) => {
    const specimen = startSpecimen({ mode, given, mean: MEAN });
    try {
      return await specimen.run(SOURCE);
    } finally {
      await specimen.close();
    }
  };

  before(async () => {
    await takeLabSnapshot(assignment);
    given = { ...compileGiven(assignment), id: `test-${process.pid}` };
    await takeSnapshotOf(given, limits);
  });

  after(() => {
    const folder = path.dirname(blob()!);
    const taken = fs.readdirSync(folder).filter((name) => name.includes(given.id));
    for (const name of taken) fs.rmSync(path.join(folder, name));
  });

  for (const mode of MODES) {
    it(`loads and runs what a student wrote as ever, in mode ${mode}`, async () => {
      expect(await startAndCall(mode)).to.deep.equal([true, 3]);
    });

    it(`starts without it where it is of no use, in mode ${mode}`, async () => {
      const kept = fs.readFileSync(blob()!);
      fs.writeFileSync(blob()!, 'no snapshot');
      expect(await startAndCall(mode)).to.deep.equal([false, 3]);
      fs.writeFileSync(blob()!, kept);
    });
  }
});
