import { expect } from 'chai';

import { bestDevice, startDevice } from '../../device';
import { tensorflowEngine } from '../../device/engines/tensorflow';

describe("startDevice('auto')", () => {
  const { probe, start, isOutrun } = tensorflowEngine;
  afterEach(() => Object.assign(tensorflowEngine, { probe, start, isOutrun }));

  it('takes the next device when one looks complete and does not start', async () => {
    tensorflowEngine.probe = async () => ({ available: true, reason: 'it looks complete', advice: '' });
    tensorflowEngine.start = async () => {
      throw new Error("version `GLIBC_2.99' not found");
    };
    expect(await startDevice('auto')).to.be.oneOf(['webgpu', 'wasm']);
    const error = await startDevice('tensorflow').catch((thrown: Error) => thrown);
    expect((error as Error).message).to.match(/Device 'tensorflow' did not start: .*GLIBC_2\.99/);
  });

  it('does not start tensorflow where it would compute on a processor', async () => {
    const outrun = { available: true, reason: 'built, without a GPU', advice: '', isOutrun: true };
    tensorflowEngine.probe = async () => outrun;
    tensorflowEngine.start = () => expect.fail('it was started');
    expect(await startDevice('auto')).to.be.oneOf(['webgpu', 'wasm']);
    expect(await bestDevice()).to.be.oneOf(['webgpu', 'wasm']);
  });

  it('leaves tensorflow that finds no GPU once it has started', async () => {
    tensorflowEngine.probe = async () => ({ available: true, reason: 'it looks complete', advice: '' });
    tensorflowEngine.start = async () => undefined;
    tensorflowEngine.isOutrun = () => true;
    expect(await startDevice('auto')).to.be.oneOf(['webgpu', 'wasm']);
  });
});
