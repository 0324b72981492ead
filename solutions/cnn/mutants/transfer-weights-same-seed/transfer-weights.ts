import { Linear, manualSeed, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  manualSeed(42);
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
