export { describeStranger } from './not-a-tensor';
export { disposeUnseen, noteDisposal, whoFreed } from './disposals';
export { bestDevice, defaultDevice, startDevice } from './device';
export {
  DEVICES,
  backends,
  type Availability,
  type Device,
  type DeviceOptions,
  type Backend,
} from './backends/index';
export { deviceOf, onDevice, to } from './placement';
