import type { Transform } from '../transform';
import { AffineCoordTfm } from './affine-coord';
import type { Augmentation, AugmentOptions } from './augmentation';
import { LightingTfm } from './lighting';

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
