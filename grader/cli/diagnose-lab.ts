/**
 * A program of its own: loads an assignment's lab, without any submission, and prints in its last line what the lab
 * says about this machine. Apart from the grader, because a lab loads a tensor library and drivers that can end a
 * process.
 */
import type { LabDefinition } from '../assignment/lab';

const [, , labFile] = process.argv;

async function main(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { lab } = require(labFile!) as { lab: LabDefinition<unknown> };
  const diagnoses = (await lab.diagnose?.()) ?? [];
  process.stdout.write(`\n${JSON.stringify(diagnoses)}`, () => process.exit(0));
}

main().catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
