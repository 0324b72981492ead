import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadAssignment } from '../../../assignment/load';
import { compileGiven } from '../../../sandbox/host/given';
import { temporaryFolderInside, writeTree } from '../../support/folders';
import { MODES, startSpecimen } from './specimen';

/** What a lab has prepared, what it has cleaned up, and what the student's file found prepared when it was loaded. */
const SOURCE = '({ mean, log }) => [...log, mean([])]';
const MEAN = `const found = [...(globalThis as unknown as { log: string[] }).log];
export const mean = () => found.join('+');`;

const labThat = (
  warmUp: string,
) => `import type { LabDefinition, SubmittedFunctions } from '@boletim/grader/suite';
const log: string[] = [];
Object.assign(globalThis, { log });
const createLab = (submission: SubmittedFunctions) => ({ mean: submission.function('src/mean.ts', 'mean'), log });
export const lab: LabDefinition<ReturnType<typeof createLab>> = {
  createLab,
  async warmUp() { ${warmUp} },
  afterEvaluate() { log.push('cleaned'); },
};
`;

describe('what a lab does beforehand', function () {
  this.timeout(60_000);
  const root = temporaryFolderInside();
  let number = 0;
  const givenWith = (warmUp: string) => {
    const folder = `lab-${(number += 1)}`;
    writeTree(root, { [`${folder}/lab.ts`]: labThat(warmUp) });
    return compileGiven({ ...loadAssignment('warmup'), folder: `${root}/${folder}` });
  };

  for (const mode of MODES) {
    const start = (warmUp: string) => startSpecimen({ mode, given: givenWith(warmUp), mean: MEAN });

    it(`is done while nothing is asked, before student code is loaded, in mode ${mode}`, async () => {
      const specimen = start("log.push('warm');");
      await specimen.session.ready();
      await sleep(1000);
      expect(await specimen.run(SOURCE)).to.deep.equal(['warm', 'cleaned', 'warm+cleaned']);
      expect(await specimen.run(SOURCE)).to.deep.equal(['warm', 'cleaned', 'cleaned', 'warm+cleaned']);
      await specimen.close();
    });

    it(`is waited for by a call that comes meanwhile, in mode ${mode}`, async () => {
      const specimen = start("await new Promise((resolve) => setTimeout(resolve, 1500)); log.push('warm');");
      await specimen.session.ready();
      await sleep(500);
      expect(await specimen.run(SOURCE)).to.deep.equal(['warm', 'cleaned', 'warm+cleaned']);
      await specimen.close();
    });

    it(`may fail, in mode ${mode}`, async () => {
      const specimen = start("throw new Error('not today');");
      await specimen.session.ready();
      await sleep(1000);
      expect(await specimen.run(SOURCE)).to.deep.equal(['']);
      await specimen.close();
    });
  }
});
