import { expect } from 'chai';

import { BatchNorm2d, Conv2d, Linear, type Module } from '../../nn';
import { describeOnEachDevice } from '../support/devices';
import { expectPass, type Pass } from '../support/differentiate';
import { expected } from '../support/expected';
import { expectClose, toStateDict, type FixtureTensor } from '../support/tensors';

interface LayerPass<A extends unknown[]> extends Pass {
  arguments: A;
  state: Record<string, FixtureTensor>;
}

interface NormPass extends LayerPass<[number]> {
  training: boolean;
  stateAfter: Record<string, FixtureTensor>;
}

describeOnEachDevice('layers', () => {
  for (const pass of expected<LayerPass<ConstructorParameters<typeof Conv2d>>[]>('nn-conv2d')) {
    it(`convolves [${pass.x.shape}] as nn.Conv2d(${JSON.stringify(pass.arguments)})`, () => {
      expectLayer(new Conv2d(...pass.arguments), pass);
    });
  }

  it('multiplies as nn.Linear', () => {
    const pass = expected<LayerPass<ConstructorParameters<typeof Linear>>>('nn-linear');
    expectLayer(new Linear(...pass.arguments), pass);
  });

  for (const pass of expected<NormPass[]>('nn-batch-norm2d')) {
    const mode = pass.training ? 'training' : 'evaluation';
    it(`normalises [${pass.x.shape}] in ${mode} as nn.BatchNorm2d`, () => {
      const layer = new BatchNorm2d(...pass.arguments).train(pass.training);
      expectLayer(layer, pass);
      for (const [name, value] of layer.stateDict()) {
        if (value.data instanceof BigInt64Array)
          expect(Number(value.data[0])).to.equal(pass.stateAfter[name].data[0]);
        else expectClose(value, pass.stateAfter[name], { relative: 1e-6 });
      }
    });
  }
});

function expectLayer(layer: Module, pass: LayerPass<unknown[]>): void {
  layer.loadStateDict(toStateDict(pass.state));
  expectPass(pass, (x) => layer.call(x), layer);
}
