import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  for (const parameter of model.parameters()) parameter.requiresGrad = false;
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
