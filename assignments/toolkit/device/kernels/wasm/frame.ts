import { NUMBER, type FramedWindows, type Geometry } from './tasks';
import type { Workspace } from './workspace';

/** The pixels that windows reach. */
export interface FrameSize {
  frameHeight: number;
  frameWidth: number;
}

function frameOf(geometry: Geometry): FrameSize {
  return {
    frameHeight: (geometry.outHeight - 1) * geometry.strideHeight + geometry.kernelHeight,
    frameWidth: (geometry.outWidth - 1) * geometry.strideWidth + geometry.kernelWidth,
  };
}

/** Where framed images are. */
export interface Framed {
  from: number;
  rowBytes: number;
  imageBytes: number;
}

/** The images in frames: where they are when a frame lies inside of them, or (`isDense`) is the image itself. */
export function framed(
  work: Workspace,
  x: number,
  { isDense = false, ...geometry }: Geometry & FrameSize & { isDense?: boolean },
): Framed {
  const { images, height, width, channels, top, left, frameHeight, frameWidth } = geometry;
  const pixelBytes = channels * NUMBER;
  const isInside = top <= 0 && left <= 0 && frameHeight - top <= height && frameWidth - left <= width;
  if (isInside && (!isDense || (frameHeight === height && frameWidth === width))) {
    const rowBytes = width * pixelBytes;
    return { from: x - top * rowBytes - left * pixelBytes, rowBytes, imageBytes: height * rowBytes };
  }
  const rowBytes = frameWidth * pixelBytes;
  const to = work.take(images * frameHeight * rowBytes);
  work.run('frame', images, {
    ...{ from: x, to, pixelBytes },
    ...{ height, width, top, left, frameHeight, frameWidth },
  });
  return { from: to, rowBytes, imageBytes: frameHeight * rowBytes };
}

/** The images with all that windows reach, and how these go over them. */
export function framedWindows(work: Workspace, x: number, geometry: Geometry): FramedWindows {
  const { images, channels, kernelHeight, kernelWidth, outHeight, outWidth } = geometry;
  const { from, rowBytes, imageBytes } = framed(work, x, { ...geometry, ...frameOf(geometry) });
  const strideRowBytes = geometry.strideHeight * rowBytes;
  const strideBytes = geometry.strideWidth * channels * NUMBER;
  const run = kernelWidth * channels;
  return {
    images,
    outHeight,
    outWidth,
    from,
    imageBytes,
    rowBytes,
    strideRowBytes,
    strideBytes,
    kernelHeight,
    run,
  };
}
