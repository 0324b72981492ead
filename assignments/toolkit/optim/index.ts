export { Adam, type AdamOptions, type Gradients } from './adam';
export { OneCycleLR, type OneCycleOptions } from './one-cycle-lr';
export type { Optimizer } from './optimizer';
