/** Addresses of images [n, h, w, in], of a filter [kernel, kernel, in, out] and of the outputs [n, h', w', out]. */
export interface Operands {
  x: number;
  filter: number;
  out: number;
}
