import { decodeImage } from './decode-image';

/** An 8-bit RGB image in host memory, what Pillow's `Image.open(path).convert('RGB')` holds. */
export class PILImage {
  /**
   * @param width in pixels
   * @param height in pixels
   * @param data `height * width * 3` bytes: row by row from the top, R G B for each pixel
   */
  constructor(
    readonly width: number,
    readonly height: number,
    readonly data: Uint8Array,
  ) {
    if (data.length === width * height * 3 && width > 0 && height > 0) return;
    throw new RangeError(
      `An RGB image of ${width}x${height} has ${width * height * 3} bytes and at least one pixel, got ${data.length} bytes.`,
    );
  }

  /**
   * Reads a JPEG, PNG, WebP, GIF, TIFF, BMP, PPM or ICO, whatever its name: the same pixels as Pillow's. Grey becomes
   * RGB, transparency is dropped, and the camera's orientation and colour profile are ignored. Of an animation the first
   * frame is read, of an icon the largest picture.
   *
   * @param source the path of the file, or its bytes
   * @throws Error that names the file, when it is missing, empty, truncated or of another format, and for what Pillow
   *   reads in a way of its own: AVIF, CMYK, CIELAB, grey with 16 bits, TIFF with an orientation
   *
   * @example const image = await PILImage.create('train/cat/00000.jpg');
   */
  static async create(source: string | Uint8Array): Promise<PILImage> {
    const { width, height, data } = await decodeImage(source);
    return new PILImage(width, height, data);
  }
}
