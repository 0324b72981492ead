import type { Diagnosis, LabDefinition } from '../assignment/lab';

/** What the lab of a file says about this machine, without any submission. */
export async function diagnoseLab(labFile: string): Promise<Diagnosis[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { lab } = require(labFile) as { lab: LabDefinition<unknown> };
  return (await lab.diagnose?.()) ?? [];
}
