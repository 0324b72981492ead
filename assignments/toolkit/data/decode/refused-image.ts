import type { Pixels } from '../pixels';

/** Why a file is not read although nothing is wrong with it; the message goes on after the file's name. */
export class RefusedImage extends Error {}

/** Pillow refuses larger images, as they are more likely to be an attack than a photograph. */
export const MAX_PIXELS = 178_956_970;

/** An RGB image to fill, black at first. */
export function emptyPixels(width: number, height: number): Pixels {
  if (width < 1 || height < 1) throw new Error(`it is ${width} pixels wide and ${height} high`);
  requirePixels(width * height);
  return { width, height, data: new Uint8Array(width * height * 3) };
}

/** Throws for an image that nobody should be asked to hold in memory. */
export function requirePixels(count: number): void {
  if (count > MAX_PIXELS)
    throw new RefusedImage(`has more than ${MAX_PIXELS} pixels. Make it smaller first.`);
}
