import { startDevice, type Device } from '../../device';

/** The devices that every machine has; what is tested on them is tested on both. */
const DEVICES: Device[] = ['wasm', 'cpu'];

/** Describes the same tests once for each device. */
export function describeOnEachDevice(title: string, tests: (device: Device) => void): void {
  for (const device of DEVICES) {
    describe(`${title} on ${device}`, () => {
      before(() => startDevice(device));
      tests(device);
    });
  }
}
