import { BatchNorm2d, Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  for (const module of model.modules()) {
    if (!(module instanceof BatchNorm2d)) continue;
    const { shape } = module.runningMean;
    const size = shape[0]!;
    module.runningMean.write({ dtype: 'float32', shape, data: new Float32Array(size) });
    module.runningVar.write({ dtype: 'float32', shape, data: new Float32Array(size).fill(1) });
  }
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
