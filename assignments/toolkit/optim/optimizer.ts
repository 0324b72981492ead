/** What a scheduler sets before each step; float64 numbers, as in PyTorch. */
export interface Optimizer {
  lr: number;
  betas: [number, number];
}
