export { augTransforms, type AugmentOptions } from './aug-transforms';
