import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  pretrained.delete('fc.weight');
  pretrained.delete('fc.bias');
  model.loadStateDict(pretrained, { strict: false });
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
