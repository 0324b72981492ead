import type { Generator } from '../../random';
import type { Transform } from '../transform';
import { AffineCoordTfm } from './affine-coord';
import { LightingTfm } from './lighting';

/** How strong the augmentations are. The defaults are fastai's; 0 (for a zoom: 1) turns one off. */
export interface AugmentOptions {
  /** Mirror left and right, in half of the images. */
  doFlip?: boolean;
  /** Largest rotation, in degrees to either side. */
  maxRotate?: number;
  /** Smallest magnification. */
  minZoom?: number;
  /** Largest magnification. */
  maxZoom?: number;
  /** Largest change of light: 0.2 draws a brightness from 0.4 to 0.6 (0.5 is neutral), a contrast from 0.8 to 1.25. */
  maxLighting?: number;
  /** Largest shift of the corners as if seen from the side, as a fraction of half the image's side; below 0.5. */
  maxWarp?: number;
  /** How likely rotation, zoom and each direction of the warp are, each on its own. */
  pAffine?: number;
  /** How likely brightness and contrast are, each on its own. */
  pLighting?: number;
  /** What to draw from; the default generator, where `manualSeed` decides, when left out. */
  generator?: Generator;
}

/** The options with nothing left out, save the generator. */
export type Augmentation = Required<Omit<AugmentOptions, 'generator'>> & Pick<AugmentOptions, 'generator'>;

const DEFAULTS: Augmentation = {
  doFlip: true,
  maxRotate: 10,
  minZoom: 1,
  maxZoom: 1.1,
  maxLighting: 0.2,
  maxWarp: 0.2,
  pAffine: 0.75,
  pLighting: 0.75,
};

/**
 * fastai's `aug_transforms`: every image of a batch is mirrored, rotated, zoomed, warped, brightened and given
 * more or less contrast at random, so that the network never sees the same picture twice.
 *
 * For batches [n, h, w, c] of float32 TensorImages of 0 … 1, so list IntToFloatTensor too (its order is lower).
 * Pixels beyond the border are the image's own, mirrored. Validation batches (split 1) are left untouched; a
 * pipeline without a split changes the geometry and leaves the light alone, as it does in fastai.
 *
 * @example new Pipeline([new IntToFloatTensor(), ...augTransforms({ maxRotate: 20 })], 0).call(tuple(X, Y))
 */
export function augTransforms(options: AugmentOptions = {}): Transform[] {
  const augmentation = { ...DEFAULTS, ...options };
  requireRange(augmentation, 'maxWarp', [0, 0.499]);
  requireRange(augmentation, 'maxLighting', [0, 0.999]);
  requireRange(augmentation, 'minZoom', [0.001, augmentation.maxZoom]);
  requireRange(augmentation, 'pAffine', [0, 1]);
  requireRange(augmentation, 'pLighting', [0, 1]);
  const lighting = augmentation.maxLighting > 0 ? [new LightingTfm(augmentation)] : [];
  return [new AffineCoordTfm(augmentation), ...lighting];
}

function requireRange(
  augmentation: Augmentation,
  name: 'maxWarp' | 'maxLighting' | 'minZoom' | 'pAffine' | 'pLighting',
  [low, high]: [number, number],
): void {
  const value = augmentation[name];
  if (value >= low && value <= high) return;
  throw new RangeError(`augTransforms needs ${name} from ${low} to ${high}, got ${value}.`);
}
