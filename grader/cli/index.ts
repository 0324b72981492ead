export { assignmentArgument } from './assignment-argument';
export { DEVICE_NAMES, SANDBOX_CHOICES } from './choices';
export { letReadersLeave } from './quiet-pipe';
export { stopOnInterrupt } from './stop-on-interrupt';
