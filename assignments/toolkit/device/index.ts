export { describeStranger } from './not-a-tensor';
export { noteDisposal, whoFreed } from './disposals';
export { bestDevice, defaultDevice, startDevice } from './device';
export {
  DEVICES,
  engines,
  type Availability,
  type Device,
  type DeviceOptions,
  type Engine,
} from './engines/index';
export { deviceOf, onDevice, to } from './placement';
