import { cpuBackend } from './cpu';
import { DEVICES, type Device, type Backend } from './backend';
import { tensorflowBackend } from './tensorflow';
import { wasmBackend } from './wasm';
import { webgpuBackend } from './webgpu';

/** Every backend of this toolkit, best first. */
export const backends: readonly Backend[] = [tensorflowBackend, webgpuBackend, wasmBackend, cpuBackend].sort(
  (a, b) => DEVICES.indexOf(a.name) - DEVICES.indexOf(b.name),
);

/** The backend behind a device; throws an Error that lists the devices there are. */
export function backendOf(device: Device): Backend {
  const backend = backends.find((candidate) => candidate.name === device);
  if (backend) return backend;
  const known = backends.map(({ name }) => `'${name}'`).join(', ');
  throw new Error(`No device is called '${device}'. Use 'auto' or one of ${known}.`);
}

export { DEVICES, type Availability, type Device, type DeviceOptions, type Backend } from './backend';
