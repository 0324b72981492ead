export { assignmentArgument } from './assignment-argument';
export { commandsOf } from './command-table';
export { DEVICE_NAMES, LANGS, SANDBOX_CHOICES } from './choices';
export { stopOnInterrupt } from './stop-on-interrupt';
