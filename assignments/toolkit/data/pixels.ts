/** An 8-bit image with interleaved channels: row by row, `channels` bytes a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** For each output position: where its inputs start, how many there are, and their weights in fixed point. */
export interface Filter {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** `stride` places for each output position, of which the first `counts` are used. */
  readonly weights: Int32Array;
  readonly stride: number;
}
