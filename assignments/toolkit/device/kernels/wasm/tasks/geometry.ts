/** Windows over images: output y, x sees the pixels from (y·strideHeight − top, x·strideWidth − left) on, and zeros. */
export interface Geometry {
  images: number;
  height: number;
  width: number;
  channels: number;
  kernelHeight: number;
  kernelWidth: number;
  strideHeight: number;
  strideWidth: number;
  /** Below 0 when the first pixels are seen by no window. */
  top: number;
  left: number;
  outHeight: number;
  outWidth: number;
  outputs: number;
}

/** Framed images, and how windows go over them. */
export interface FramedWindows {
  images: number;
  outHeight: number;
  outWidth: number;
  from: number;
  imageBytes: number;
  rowBytes: number;
  /** How far it is from one window to the next along the height and the width. */
  strideRowBytes: number;
  strideBytes: number;
  kernelHeight: number;
  /** Numbers in a row of a window: they lie side by side. */
  run: number;
}
