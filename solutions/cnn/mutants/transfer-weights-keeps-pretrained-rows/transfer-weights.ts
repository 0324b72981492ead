import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  const old = model.fc;
  model.fc = new Linear(old.inFeatures, outputs);
  const weight = model.fc.weight.read();
  weight.data.set((old.weight.read().data as Float32Array).subarray(0, weight.data.length) as never);
  model.fc.weight.write(weight);
}
