import { Transform } from '../transform';

/** How strong fastai's augmentations are; the defaults are fastai's. */
export interface AugmentOptions {
  /** Mirror left and right in half of the images. */
  doFlip?: boolean;
  /** Largest rotation, in degrees. */
  maxRotate?: number;
  /** Smallest magnification. */
  minZoom?: number;
  /** Largest magnification. */
  maxZoom?: number;
  /** Largest change of brightness and contrast: 0.2 is from 40 % to 60 %, and from 0.8 to 1.25 times. */
  maxLighting?: number;
  /** Largest shift of a corner when the picture is seen from the side, as a fraction of its half side. */
  maxWarp?: number;
  /** How likely each of rotation, zoom and warp is. */
  pAffine?: number;
  /** How likely each of brightness and contrast is. */
  pLighting?: number;
}

/** fastai's `aug_transforms`: random geometry, then random lighting, for batches of float32 TensorImages. */
export function augTransforms(_options: AugmentOptions = {}): Transform[] {
  throw new Error('NotImplemented');
}
