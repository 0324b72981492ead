import type { Generator } from '../../random';

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
