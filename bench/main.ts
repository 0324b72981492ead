import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './by-turns';
import { checkouts } from './checkouts';
import { benchClass } from './class';
import { benchGrading } from './grading';
import { benchInstall } from './install';
import { benchIsolation } from './isolation';
import { benchReading } from './reading';
import { benchRetrain } from './retrain';
import { benchTraining } from './training';
import { benchWatch } from './watch';

/** `npm run bench [-- section… --against REV]`: prints measurements; nothing here decides whether a test passes. */
const SECTIONS: Record<string, (bench: Bench) => Promise<void>> = {
  grading: benchGrading,
  class: benchClass,
  watch: benchWatch,
  install: benchInstall,
  isolation: benchIsolation,
  reading: benchReading,
  training: benchTraining,
  retrain: benchRetrain,
};
/** Those that run whole commands, which every revision has. */
const COMPARABLE = ['grading', 'class', 'watch', 'install'];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { against: { type: 'string' } },
    allowPositionals: true,
  });
  const wanted = wantedSections(positionals, values.against);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-bench-'));
  const { all, remove } = checkouts(values.against);
  try {
    process.stdout.write(
      `Node ${process.version}, ${os.cpus().length} x ${os.cpus()[0]?.model}, load ${os.loadavg()[0]?.toFixed(1)}\n`,
    );
    for (const name of wanted) {
      process.stdout.write(`\n${name}\n`);
      await SECTIONS[name]!({ all, folder });
    }
  } finally {
    remove();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function wantedSections(names: string[], against: string | undefined): string[] {
  const known = against === undefined ? Object.keys(SECTIONS) : COMPARABLE;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(
      `no section ${unknown.join(', ')}${against === undefined ? '' : ' to compare revisions by'}; there are: ${known.join(', ')}`,
    );
  return names.length > 0 ? names : known;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
