export { collectClass, type CollectOptions, type CollectResult } from './collect-class';
export type { CollectedRow } from './collect-student';
export { collectedLines } from './collected-lines';
export { datesWith } from './due-dates';
export { urlTemplate } from './url-template';
