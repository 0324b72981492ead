export {
  bestDevice,
  defaultDevice,
  deviceOf,
  onDevice,
  startDevice,
  to,
  type Device,
  type DeviceOptions,
} from './device';
export {
  bernoulli,
  defaultGenerator,
  Generator,
  manualSeed,
  numpyShuffle,
  randperm,
  uniform,
} from './random';
