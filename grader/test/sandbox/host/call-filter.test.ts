import { expect } from 'chai';
import { assembleCallFilter } from '../../../sandbox/host/call-filter';
import type { DeniedCall } from '../../../sandbox/host/system-calls';
import { runFilter, type AskedCall } from './run-filter';

const X64 = 0xc000003e;
const ARM64 = 0xc00000b7;
const I386 = 0x40000003;
const ALLOWED = 0x7fff0000;
const KILLED = 0x80000000;
const error = (number: number) => 0x00050000 + number;

const DENIED: DeniedCall[] = [
  { number: { x64: 248, arm64: 217 }, error: 1 },
  { number: { x64: 319, arm64: 279 }, error: 38 },
  { number: { x64: 41, arm64: 198 }, error: 1, when: { argument: 0, atLeast: 17 } },
  { number: { x64: 9, arm64: 222 }, error: 1, when: { argument: 3, allOf: 0x21 } },
  { number: { x64: 56, arm64: 220 }, error: 2, when: { argument: 0, anyOf: 0x30000 } },
  { number: { x64: 72, arm64: 25 }, error: 38, when: { argument: 1, equals: 6 } },
  { number: { x64: 435, arm64: 435 }, error: 38 },
];

describe('a filter of system calls', () => {
  const onX64 = assembleCallFilter(DENIED, 'x64');
  const onArm64 = assembleCallFilter(DENIED, 'arm64');
  const x64 = (number: number, ...values: number[]): AskedCall => ({
    ...{ architecture: X64, number, arguments: values },
  });

  const answers: [what: string, call: AskedCall, answer: number][] = [
    ['answers a denied call with its error', x64(248), error(1)],
    ['answers another with another', x64(319), error(38)],
    ['lets every other call through', x64(0), ALLOWED],
    ['lets the next number through', x64(249), ALLOWED],
    ['denies a large argument', x64(41, 40), error(1)],
    ['denies the smallest large argument', x64(41, 17), error(1)],
    ['looks at the half of an argument that the kernel takes', x64(41, 2 ** 32 + 40), error(1)],
    ['allows a small argument', x64(41, 16), ALLOWED],
    ['denies all bits of a mask together', x64(9, 0, 0, 3, 0x61), error(1)],
    ['allows one of those bits', x64(9, 0, 0, 3, 0x22), ALLOWED],
    ['denies any bit of a mask', x64(56, 0x10000), error(2)],
    ['allows what has none of them', x64(56, 0x40011), ALLOWED],
    ['denies one number of an argument', x64(72, 0, 6), error(38)],
    ['allows the next number', x64(72, 0, 7), ALLOWED],
    ['knows the number again after looking at an argument', x64(435), error(38)],
    ['ends who calls as for another architecture', { architecture: I386, number: 0 }, KILLED],
    ['ends who calls in the x32 way', x64(0x40000000 + 1), KILLED],
  ];
  for (const [what, call, answer] of answers) {
    it(what, () => {
      expect(runFilter(onX64, call)).to.equal(answer);
    });
  }

  it('has the numbers of its own architecture', () => {
    expect(runFilter(onArm64, { architecture: ARM64, number: 217 })).to.equal(error(1));
    expect(runFilter(onArm64, { architecture: ARM64, number: 248 })).to.equal(ALLOWED);
    expect(runFilter(onArm64, { architecture: X64, number: 217 })).to.equal(KILLED);
  });
});
