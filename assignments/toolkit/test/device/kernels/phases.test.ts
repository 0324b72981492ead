import { expect } from 'chai';

import { phasesOf, type Axis } from '../../../device/kernels/wasm/phases';

/** For each pixel, which tap meets which dy: found by going through all of them. */
function pairsByDefinition({ length, out, kernel, stride, pad }: Axis): string[] {
  const pairs = [];
  for (let o = 0; o < out; o++) {
    for (let a = 0; a < kernel; a++) {
      const pixel = o * stride + a - pad;
      if (pixel >= 0 && pixel < length) pairs.push(`pixel ${pixel} tap ${a} dy ${o}`);
    }
  }
  return pairs.sort();
}

/** The same, from what a convolution of each phase pairs. */
function pairsByPhase(axis: Axis): string[] {
  const pairs = phasesOf(axis).flatMap(({ first, stride, count, taps, before, after }) => {
    expect(axis.out + before + after, 'length of dy with its border').to.equal(count + taps.length - 1);
    return Array.from({ length: count }, (_, k) =>
      taps.map((a, j) => ({
        o: k + j - before,
        text: `pixel ${first + k * stride} tap ${a} dy ${k + j - before}`,
      })),
    ).flat();
  });
  const within = pairs.filter(({ o }) => o >= 0 && o < axis.out);
  return within.map(({ text }) => text).sort();
}

describe('phasesOf', () => {
  const axes: Axis[] = [1, 2, 3, 4, 5, 7].flatMap((kernel) =>
    [1, 2, 3, 4].flatMap((stride) =>
      [0, 1, 2, 3].flatMap((pad) =>
        [1, 2, 5, 6, 7, 12].map((length) => axis({ kernel, stride, pad, length })),
      ),
    ),
  );
  const possible = axes.filter(({ out }) => out > 0);

  it(`pairs every pixel with the taps and slopes that the definition does, on ${possible.length} axes`, () => {
    for (const candidate of possible) {
      expect(pairsByPhase(candidate), JSON.stringify(candidate)).to.deep.equal(pairsByDefinition(candidate));
    }
  });

  it('leaves out the pixels that no tap reaches', () => {
    expect(
      phasesOf(axis({ kernel: 1, stride: 2, pad: 0, length: 5 })).map(({ first }) => first),
    ).to.deep.equal([0]);
  });
});

function axis({ kernel, stride, pad, length }: Omit<Axis, 'out'>): Axis {
  return { kernel, stride, pad, length, out: Math.floor((length + 2 * pad - kernel) / stride) + 1 };
}
