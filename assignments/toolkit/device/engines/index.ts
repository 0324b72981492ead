import { cpuEngine } from './cpu';
import { DEVICES, type Device, type Engine } from './engine';
import { tensorflowEngine } from './tensorflow';
import { wasmEngine } from './wasm';
import { webgpuEngine } from './webgpu';

/** Every engine of this toolkit, best first. */
export const engines: readonly Engine[] = [tensorflowEngine, webgpuEngine, wasmEngine, cpuEngine].sort(
  (a, b) => DEVICES.indexOf(a.name) - DEVICES.indexOf(b.name),
);

/** The engine behind a device; throws an Error that lists the devices there are. */
export function engineOf(device: Device): Engine {
  const engine = engines.find((candidate) => candidate.name === device);
  if (engine) return engine;
  const known = engines.map(({ name }) => `'${name}'`).join(', ');
  throw new Error(`No device is called '${device}'. Use 'auto' or one of ${known}.`);
}

export { DEVICES, type Availability, type Device, type DeviceOptions, type Engine } from './engine';
