export { augTransforms } from './aug-transforms';
export type { AugmentOptions } from './augmentation';
