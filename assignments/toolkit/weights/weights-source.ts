/** A path, or the file's bytes. */
export type WeightsSource = string | Uint8Array;
