import { sharpLibrary } from './decode/with-sharp';

/** Loads the library that decodes JPEG, PNG, WebP and TIFF, which the first of these images does otherwise. */
export async function loadDecoder(): Promise<void> {
  await sharpLibrary();
}
