import { loadavg } from 'node:os';
import path from 'node:path';
import { makeKeys } from '../grader/farm/test/support/farm';
import type { Bench } from './by-turns';
import { measureChaos } from './farm/chaos';
import type { FarmBench } from './farm/farm-bench';
import { measureMemory } from './farm/memory';
import { measureThroughput } from './farm/throughput';
import { measureWaiting } from './farm/waiting';

/** In this order: how fast hand-ins come is chosen by how fast they are graded. */
const PARTS: Record<string, (bench: FarmBench) => Promise<void>> = {
  throughput: measureThroughput,
  chaos: measureChaos,
  waiting: measureWaiting,
  memory: measureMemory,
};

/** A farm of four workers on this machine, over each store that can be started here. Traffic stays on 127.0.0.1. */
export async function benchFarm({ folder, scale, atEnd }: Bench): Promise<void> {
  const bench: FarmBench = {
    ...{ scale, atEnd, folder: path.join(folder, 'farm'), submissionsPerSecond: null },
    keys: makeKeys(path.join(folder, 'farm', 'keys')),
    print: (line) => void process.stdout.write(`${line}\n`),
  };
  for (const [name, measure] of Object.entries(PARTS)) {
    if (scale.parts?.includes(name) === false) continue;
    bench.print(`${name} (load ${loadavg()[0]!.toFixed(1)})`);
    await measure(bench);
  }
}
