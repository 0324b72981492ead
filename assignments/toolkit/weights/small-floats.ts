/** float32 values of IEEE half-precision numbers. */
export function widenHalf(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** float32 values of bfloat16 numbers, which are the upper half of a float32. */
export function widenBfloat16(halves: Uint16Array): Float32Array {
  const words = Uint32Array.from(halves, (half) => half * 0x10000);
  return new Float32Array(words.buffer);
}

/** How a number of eight bits is made up: a sign, then the exponent, then the fraction. */
interface Float8 {
  exponentBits: number;
  bias: number;
  /** The codes that are no finite numbers; the names that end in `fnuz` have no negative zero but a NaN there. */
  special(code: number): number | undefined;
}

const FORMATS = {
  float8_e4m3fn: { exponentBits: 4, bias: 7, special: (code) => ((code & 0x7f) === 0x7f ? NaN : undefined) },
  float8_e5m2: { exponentBits: 5, bias: 15, special: likeHalf },
  float8_e4m3fnuz: { exponentBits: 4, bias: 8, special: (code) => (code === 0x80 ? NaN : undefined) },
  float8_e5m2fnuz: { exponentBits: 5, bias: 16, special: (code) => (code === 0x80 ? NaN : undefined) },
} satisfies Record<string, Float8>;

/** A reader of one of the formats of eight bits, by PyTorch's name: it gives float32 values. */
export function widenFloat8(name: keyof typeof FORMATS): (codes: Uint8Array) => Float32Array {
  const values = Float32Array.from({ length: 256 }, (_, code) => valueOf(code, FORMATS[name]));
  return (codes) => Float32Array.from(codes, (code) => values[code]);
}

/** float32 values of powers of two, which have no sign and no fraction. */
export function widenExponents(codes: Uint8Array): Float32Array {
  return Float32Array.from(codes, (code) => (code === 0xff ? NaN : 2 ** (code - 127)));
}

function valueOf(code: number, { exponentBits, bias, special }: Float8): number {
  const found = special(code);
  if (found !== undefined) return found;
  const fractionBits = 7 - exponentBits;
  const sign = code & 0x80 ? -1 : 1;
  const exponent = (code & 0x7f) >> fractionBits;
  const fraction = (code & (2 ** fractionBits - 1)) / 2 ** fractionBits;
  return exponent === 0 ? sign * fraction * 2 ** (1 - bias) : sign * (1 + fraction) * 2 ** (exponent - bias);
}

function likeHalf(code: number): number | undefined {
  if ((code & 0x7c) !== 0x7c) return undefined;
  if (code & 3) return NaN;
  return code & 0x80 ? -Infinity : Infinity;
}
