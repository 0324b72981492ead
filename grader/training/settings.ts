/** What a person may choose about a training; what is left out is up to the assignment. */
export interface RetrainSettings {
  epochs?: number | undefined;
  batchSize?: number | undefined;
  imageSize?: number | undefined;
  seed?: number | undefined;
  /** A folder, or `shipped` for the set that lies beside the assignment. */
  data?: string | undefined;
  /** A .pth or .safetensors file, with `#key` where it has several; or `seeded` for weights drawn from the seed. */
  weights?: string | undefined;
  /** Where results go. */
  out: string;
  /** Whether what is missing may be downloaded. */
  mayFetch: boolean;
}
