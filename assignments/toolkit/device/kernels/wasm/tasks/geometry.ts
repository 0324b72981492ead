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
