import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './by-turns';
import { checkouts } from './checkouts';
import { benchClass } from './class';
import { benchFarm } from './farm';
import { benchGrading } from './grading';
import { benchInstall } from './install';
import { benchIsolation } from './isolation';
import { benchKills } from './kills';
import { benchLoad } from './load';
import { benchReading } from './reading';
import { benchRetrain } from './retrain';
import { SCALE_OPTIONS, scaleOf } from './scale';
import { benchTraining } from './training';
import { benchWatch } from './watch';

/**
 * `npm run bench [-- section… --against REV]`: prints measurements; nothing here decides whether a test passes. Options
 * tell how much there is to do. The farm alone, `npm run bench -- farm`, takes an hour and a half.
 */
const SECTIONS: Record<string, (bench: Bench) => Promise<void>> = {
  grading: benchGrading,
  class: benchClass,
  watch: benchWatch,
  install: benchInstall,
  isolation: benchIsolation,
  reading: benchReading,
  training: benchTraining,
  retrain: benchRetrain,
  farm: benchFarm,
  load: benchLoad,
  kills: benchKills,
};
/** Those that take an hour each: somebody asks for them by name. */
const LONG = ['load', 'kills'];
/** Those that run whole commands, which every revision has. */
const COMPARABLE = ['grading', 'class', 'watch', 'install', 'retrain'];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { against: { type: 'string' }, ...SCALE_OPTIONS },
    allowPositionals: true,
  });
  const wanted = wantedSections(positionals, values.against);
  const scale = scaleOf(values, { farmAlone: wanted.join() === 'farm' });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-bench-'));
  const { all, remove } = checkouts(values.against);
  const ends: (() => unknown)[] = [() => fs.rmSync(folder, { recursive: true, force: true }), remove];
  const endAll = async () => {
    // The last one first: what was started last needs what was started before.
    for (const end of ends.splice(0).reverse()) {
      // One that fails, as when what it ends was just starting, leaves nothing of the others behind.
      await (async () => end())().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    }
  };
  onInterrupt(endAll);
  try {
    process.stdout.write(
      `Node ${process.version}, ${os.cpus().length} x ${os.cpus()[0]?.model}, load ${os.loadavg()[0]?.toFixed(1)}\n`,
    );
    for (const name of wanted) {
      process.stdout.write(`\n${name}\n`);
      await SECTIONS[name]!({ all, folder, scale, atEnd: (end) => void ends.push(end) });
    }
  } finally {
    await endAll();
  }
}

/** What was started is ended also when somebody has seen enough. */
function onInterrupt(end: () => Promise<void>): void {
  const stop = () => void end().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function wantedSections(names: string[], against: string | undefined): string[] {
  const known = against === undefined ? Object.keys(SECTIONS) : COMPARABLE;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(
      `no section ${unknown.join(', ')}${against === undefined ? '' : ' to compare revisions by'}; there are: ${known.join(', ')}`,
    );
  return names.length > 0 ? names : known.filter((name) => !LONG.includes(name));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
