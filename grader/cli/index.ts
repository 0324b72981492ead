export { assignmentArgument } from './assignment-argument';
export { DEVICE_NAMES, SANDBOX_CHOICES } from './choices';
export { stopOnInterrupt } from './stop-on-interrupt';
