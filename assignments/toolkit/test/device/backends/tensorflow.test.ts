import { expect } from 'chai';
import { builtAvailability, restoreUtil, tensorflowBackend } from '../../../device/backends/tensorflow';

describe('the tensorflow backend', () => {
  it('says why it is missing and which command brings it, or that it is built', async () => {
    const { available, reason, advice } = await tensorflowBackend.probe();
    if (available) expect(reason).to.match(/tfjs-node(-gpu)? is built/);
    else expect(advice).to.equal('Run: npm run setup:tensorflow');
  });

  for (const [hasGpu, advice, isOutrun, why] of [
    [true, '', undefined, /^tfjs-node is built$/],
    [false, '', true, /'auto' takes 'wasm', which is faster on a processor: there is no GPU of NVIDIA$/],
    [true, 'Install CUDA', true, /it does not find what it needs for the GPU$/],
  ] as const) {
    it(`is ${isOutrun ? 'slower than wasm' : 'the fastest'} ${hasGpu ? 'with' : 'without'} a GPU and with the advice '${advice}'`, () => {
      const availability = builtAvailability('tfjs-node', hasGpu, advice);
      expect(availability).to.deep.include({ available: true, advice });
      expect(availability.isOutrun).to.equal(isOutrun);
      expect(availability.reason).to.match(why);
    });
  }

  it('restores the two functions that Node 23 removed from util, and keeps those that are there', () => {
    const kept = (): boolean => true;
    const util: Record<string, unknown> = { isArray: kept };
    restoreUtil(util);
    const isNullOrUndefined = util.isNullOrUndefined as (value: unknown) => boolean;
    expect([null, undefined, 0, ''].map(isNullOrUndefined)).to.deep.equal([true, true, false, false]);
    expect(util.isArray).to.equal(kept);
  });
});
