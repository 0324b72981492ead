import { DEVICES, type Device } from '../../device';

/** Where a device's function is not PyTorch's and stays so: a line of the documentation, and a case that may differ. */
export interface Limit {
  devices: readonly Device[];
  /** The names of the cases that it is about. */
  cases: RegExp;
  /** What a student sees there and what to do, as a sentence. */
  why: string;
  /** The error that it comes to; without one, anything goes. */
  tolerance?: number;
}

export const LIMITS: readonly Limit[] = [
  {
    devices: DEVICES,
    cases: /^euclideanNorm of zeros$/,
    why: 'The gradient of a norm at zero is NaN, in PyTorch 0: add a small number to what is measured.',
  },
  {
    devices: DEVICES,
    cases: /^argMax of NaN$/,
    why: 'The place of the largest passes NaN over, which PyTorch takes for the largest: look for it with tf.isNaN.',
  },
  {
    devices: ['webgpu'],
    cases: /of large int32$/,
    why: 'Whole numbers are computed as floats: from 16777216 on they are refused when they come or go.',
  },
  {
    devices: ['webgpu'],
    cases: /^(bitwiseAnd|unique)$/,
    why: 'Refused: there is no kernel, and numbers cannot be brought to the processor at once.',
  },
  {
    devices: ['webgpu'],
    cases: /NaN|^is(Finite|Inf)$/,
    why: 'Shaders may take it that there is neither NaN nor infinity, and software adapters do. Left out.',
  },
  {
    devices: ['webgpu'],
    cases: /^(acos|cos|sin|tan)$/,
    tolerance: 5e-4,
    why: "Shaders' trigonometry is exact to 2⁻¹¹, not to the last bit.",
  },
];

/** What is known of a case on a device. */
export function limitOf(caseName: string, device: Device): Limit | undefined {
  return LIMITS.find(({ devices, cases }) => devices.includes(device) && cases.test(caseName));
}
