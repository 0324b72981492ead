import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  const own = model.stateDict();
  for (const [name, data] of pretrained) own.set(name, data);
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
