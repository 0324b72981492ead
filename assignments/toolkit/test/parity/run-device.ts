/** The program that compares one device with PyTorch: `run-device.ts DEVICE`; prints a line of JSON for each case. */
import type { Device, DeviceOptions } from '../../device';
import { startDevice } from '../../device';
import { augmentationCases } from './cases/augmentation';
import { layerCases } from './cases/layers';
import { networkCases } from './cases/networks';
import type { ParityCase } from './compare';
import type { CaseResult } from './table';

async function main(device: Device, options: DeviceOptions): Promise<void> {
  await startDevice(device, options);
  // A software GPU takes minutes for a large image.
  const small = device === 'webgpu' && options.adapter !== undefined;
  const cases = [...layerCases(), ...networkCases({ small }), ...augmentationCases()];
  for (const { name, tolerance, run } of named(cases)) {
    const error = await run().catch((failure: Error) => failure.message);
    const result: CaseResult = { name, tolerance, error };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
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
