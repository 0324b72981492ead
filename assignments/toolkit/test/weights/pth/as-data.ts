import type { TensorData } from '../../../nn';

/** A tensor as the fixtures' scripts write it: int64 and what JSON lacks as text. */
export interface ExpectedTensor {
  dtype: string;
  shape: number[];
  data: (number | string)[];
}

/** A tensor in the form in which fixtures have it. */
export function asData({ dtype, shape, data }: TensorData): ExpectedTensor {
  return { dtype, shape: [...shape], data: Array.from<number | bigint, number | string>(data, inJson) };
}

function inJson(x: number | bigint): number | string {
  if (typeof x === 'bigint') return `${x}`;
  if (Object.is(x, -0)) return '-0.0';
  if (Number.isFinite(x)) return x;
  return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
}
