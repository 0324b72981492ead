import { expect } from 'chai';

import { startDevice } from '../../device';
import { tensorflowEngine } from '../../device/engines/tensorflow';

describe("startDevice('auto')", () => {
  const { probe, start } = tensorflowEngine;
  afterEach(() => Object.assign(tensorflowEngine, { probe, start }));

  it('takes the next device when one looks complete and does not start', async () => {
    tensorflowEngine.probe = async () => ({ available: true, reason: 'it looks complete', advice: '' });
    tensorflowEngine.start = async () => {
      throw new Error("version `GLIBC_2.99' not found");
    };
    expect(await startDevice('auto')).to.be.oneOf(['webgpu', 'wasm']);
    const error = await startDevice('tensorflow').catch((thrown: Error) => thrown);
    expect((error as Error).message).to.match(/Device 'tensorflow' did not start: .*GLIBC_2\.99/);
  });
});
