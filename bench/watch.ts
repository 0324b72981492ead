import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { printTimes, type Bench } from './by-turns';
import { programOf, type Checkout } from './checkouts';
import { copyWith, DAMAGE } from './submissions';

const SAVES = 7;
/** A save that comes while the table is still being written is one with the save before it. */
const PAUSE_MILLISECONDS = 500;

/** From a saved file to the table on the terminal, as `grade --watch` shows it for one question. */
export async function benchWatch({ all, folder }: Bench): Promise<void> {
  await measure('watch cnn, one question', { id: 'cnn', question: 'transform', all, folder });
  await measure('watch warmup, one question', { id: 'warmup', question: 'mean', all, folder });
}

interface Watched extends Pick<Bench, 'all' | 'folder'> {
  id: string;
  question: string;
}

async function measure(name: string, { all, ...watched }: Watched): Promise<void> {
  const watching = all.map((checkout) => watch(checkout, watched));
  const times = new Map<Checkout, number[]>(all.map((checkout) => [checkout, []]));
  try {
    for (const { table } of watching) await table();
    for (let run = 0; run < SAVES; run += 1)
      for (const { checkout, save, table } of run % 2 === 0 ? watching : [...watching].reverse()) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
        const start = performance.now();
        save(run);
        await table();
        times.get(checkout)!.push((performance.now() - start) / 1000);
      }
  } finally {
    for (const { child } of watching) child.kill('SIGKILL');
  }
  printTimes(name, times);
}

/** A program that watches a submission of its own, whose question stays wrong: a right one would lead on to the next. */
function watch(checkout: Checkout, { id, question, folder }: Omit<Watched, 'all'>) {
  const place = path.join(folder, `watch-${id}`, checkout.name);
  const file = path.join(place, 'src', `${question}.ts`);
  copyWith(path.join(checkout.root, 'solutions', id), place, { line: `// ${checkout.name}` });
  const text = DAMAGE.wrong(fs.readFileSync(file, 'utf8'));
  fs.writeFileSync(file, text);
  const parameters = ['grade', id, '--submission', place, '--question', question, '--watch'];
  const child = spawn(process.execPath, [programOf(checkout), ...parameters], {
    cwd: checkout.root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    checkout,
    child,
    save: (run: number) => fs.writeFileSync(file, `${text}// ${run} ${process.pid}\n`),
    table: () => nextTable(child),
  };
}

/** Waits for the line of the score, which ends a table. */
async function nextTable(child: ChildProcess): Promise<void> {
  let seen = '';
  while (!/\nScore .*\n/.test(seen)) {
    const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
    seen += chunk.toString();
  }
}
