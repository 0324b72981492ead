import os from 'node:os';
import { benchClass } from './class';
import { benchGrading } from './grading';
import { benchIsolation } from './isolation';
import { benchReading } from './reading';
import { benchRetrain } from './retrain';
import { benchTraining } from './training';

/** `npm run bench [-- section…]`: prints measurements; nothing here decides whether a test passes. */
const SECTIONS: Record<string, () => Promise<void>> = {
  grading: benchGrading,
  class: benchClass,
  isolation: benchIsolation,
  reading: benchReading,
  training: benchTraining,
  retrain: benchRetrain,
};

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown.length > 0)
    throw new Error(`unknown section ${unknown.join(', ')}; there are: ${Object.keys(SECTIONS).join(', ')}`);
  process.stdout.write(
    `Node ${process.version}, ${os.cpus().length} x ${os.cpus()[0]?.model}, load ${os.loadavg()[0]?.toFixed(1)}\n`,
  );
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stdout.write(`\n${name}\n`);
    await run();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
