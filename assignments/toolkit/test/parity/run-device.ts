/** The program that compares one device with PyTorch: `run-device.ts DEVICE`; prints a line of JSON for each case. */
import type { Device, DeviceOptions } from '../../device';
import { startDevice } from '../../device';
import { augmentationCases } from './cases/augmentation';
import { layerCases } from './cases/layers';
import { networkCases } from './cases/networks';
import { functionCases } from './cases/functions';
import type { ParityCase } from './compare';
import { countDispatches } from './dispatches';
import { limitOf } from './limits';
import type { CaseResult } from './table';

async function main(device: Device, options: DeviceOptions): Promise<void> {
  await startDevice(device, options);
  // A software GPU takes minutes for a large image.
  const small = device === 'webgpu' && options.adapter !== undefined;
  const cases = named([...layerCases(), ...networkCases({ small }), ...augmentationCases()]);
  const dispatches = countDispatches();
  for (const parityCase of cases)
    print(await outcomeOf({ ...parityCase, run: onGpu(parityCase, dispatches) }));
  for (const parityCase of functionCases(dispatches)) {
    const limit = limitOf(parityCase.name, device);
    const result = await outcomeOf({ ...parityCase, tolerance: limit?.tolerance ?? parityCase.tolerance });
    const isKnown = limit !== undefined && limit.tolerance === undefined;
    print({ ...result, isFunction: true, ...(isKnown && { limit: limit.why }) });
  }
}

/** The case, which fails when it gave the GPU nothing to do: neither itself nor an earlier part of the same computation. */
function onGpu({ name, run }: ParityCase, dispatches?: () => number): ParityCase['run'] {
  const [computation] = name.split(': ');
  return async () => {
    const before = dispatches?.() ?? 0;
    const error = await run();
    if (dispatches && dispatches() > before) reachedGpu.add(computation);
    if (dispatches && !reachedGpu.has(computation)) throw new Error('nothing reached the GPU');
    return error;
  };
}

const reachedGpu = new Set<string>();

async function outcomeOf({ name, tolerance, run }: ParityCase): Promise<CaseResult> {
  return { name, tolerance, error: await run().catch((failure: Error) => failure.message) };
}

function print(result: CaseResult): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Cases that differ only in their numbers are told apart by counting. */
function named(cases: ParityCase[]): ParityCase[] {
  const counts = new Map<string, number>();
  return cases.map((parityCase) => {
    const count = (counts.get(parityCase.name) ?? 0) + 1;
    counts.set(parityCase.name, count);
    return count === 1 ? parityCase : { ...parityCase, name: `${parityCase.name} #${count}` };
  });
}

const [device, adapter] = process.argv.slice(2);
void main(device as Device, adapter ? { adapter } : {});
