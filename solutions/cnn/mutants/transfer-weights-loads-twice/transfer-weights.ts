import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  const own = model.stateDict();
  model.loadStateDict(pretrained);
  model.loadStateDict(own);
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
