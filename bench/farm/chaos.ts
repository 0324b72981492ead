import fs from 'node:fs';
import path from 'node:path';
import { Chaos } from '../../grader/farm/test/support/chaos';
import type { StoreName } from '../../grader/farm/test/support/stores';
import { verifyFolder } from '../../grader/teaching/receipts/verify-folder';
import { deviceOf, runClass } from '../class-run';
import { compareResults, doubledResults, firstDifference } from '../compare-results';
import { countsOf, freshFolder, makeClass, startStore, WORKERS, type FarmBench } from './farm-bench';

const EVERY_MILLISECONDS = 6000;
const LOCK_SECONDS = 3;
/** A farm that does not come to its end once nothing goes wrong any more has lost what is missing. */
const MOST_SECONDS_AFTER = 1800;

/** Classes graded by a farm in which everything goes wrong, each result beside the one of this machine alone. */
export async function measureChaos(bench: FarmBench): Promise<void> {
  for (const [id, count] of [
    ['cnn', bench.scale.cnn] as const,
    ['warmup', bench.scale.submissions] as const,
  ]) {
    if (count === 0) continue;
    const place = path.join(bench.scale.keep ?? bench.folder, id);
    const submissions = makeClass(path.join(place, 'in'), id, { count, salt: 'farm' });
    const near = path.join(place, 'near');
    if (fs.existsSync(path.join(near, 'class.json')))
      bench.print(`  ${id}: ${count} submissions, the results of this machine alone are of an earlier run`);
    else {
      const { seconds } = await runClass({ submissions, id, out: near }, bench.atEnd);
      bench.print(`  ${id}: ${count} submissions on this machine alone in ${seconds.toFixed(0)} s`);
    }
    for (const name of bench.scale.stores) await gradeInTrouble(bench, { id, name, submissions, near });
  }
}

async function gradeInTrouble(
  bench: FarmBench,
  { id, name, submissions, near }: { id: string; name: StoreName; submissions: string; near: string },
): Promise<void> {
  const [store, folder] = [await startStore(bench, name), freshFolder(bench, `chaos-${name}`)];
  const out = path.join(folder, 'far');
  const chaos = new Chaos({
    ...{ store, keys: bench.keys, assignment: id, device: deviceOf(id), submissions, out, workers: WORKERS },
    ...{ seed: 16, everyMilliseconds: EVERY_MILLISECONDS, seconds: bench.scale.minutes * 60 },
    ...{ scratch: path.join(folder, 'disks'), lockSeconds: LOCK_SECONDS },
  });
  bench.atEnd(() => chaos.end());
  const start = performance.now();
  const limit = setTimeout(() => void chaos.end(), (bench.scale.minutes * 60 + MOST_SECONDS_AFTER) * 1000);
  const { happened, graded, status, output } = await chaos.run();
  clearTimeout(limit);
  await store.remove();
  const seconds = (performance.now() - start) / 1000;
  const { all, lost, wrong } = compareResults(near, out);
  const doubled = doubledResults(out);
  const problems = fs.existsSync(path.join(out, 'class.json')) ? verifyFolder(out, null).problems : [];
  bench.print(
    `  ${id} over ${name}: ${all} in ${seconds.toFixed(0)} s, graded ${graded} times, class ended with ${status}`,
  );
  bench.print(
    `    ${lost.length} lost, ${doubled.length} doubled, ${wrong.length} wrongly graded; ${problems.length} receipts refused`,
  );
  bench.print(`    ${countsOf(happened)}`);
  const examples = [...lost, ...doubled, ...wrong.map((report) => firstDifference([near, out], report))];
  for (const example of examples.slice(0, 5)) bench.print(`    ${example.slice(0, 500)}`);
  if (status !== 0) bench.print(output.slice(-2000));
}
