import { PILImage } from './pil-image';
import { resampleBilinear } from './resample';
import { dispatch, Transform, when } from './transform';

/** How an image gets its new size: `squish` stretches it, the whole picture stays visible. */
export type ResizeMethod = 'squish';

/**
 * Resizes PILImages, and leaves everything else unchanged. Pixels are exactly those of Pillow's bilinear filter.
 *
 * @example new Resize(192, 'squish').call(image); // 192x192
 */
export class Resize extends Transform {
  override readonly order = 1;

  /**
   * @param size the side of a square, or `[height, width]`, in pixels
   * @param method must be `'squish'`; fastai's crops and paddings are not part of this toolkit
   */
  constructor(size: number | readonly [height: number, width: number], method: ResizeMethod) {
    if (method !== 'squish')
      throw new Error(`Resize knows the method 'squish', got ${JSON.stringify(method)}.`);
    const [height, width] = typeof size === 'number' ? [size, size] : size;
    requireLength('height', height);
    requireLength('width', width);
    super(dispatch(when(PILImage, (image) => resize(image, width, height))));
  }
}

function resize(image: PILImage, width: number, height: number): PILImage {
  const resized = resampleBilinear(image, width, height);
  return new PILImage(resized.width, resized.height, resized.data);
}

function requireLength(name: string, length: number): void {
  if (Number.isInteger(length) && length > 0) return;
  throw new RangeError(`Resize needs a ${name} of at least 1 whole pixel, got ${length}.`);
}
