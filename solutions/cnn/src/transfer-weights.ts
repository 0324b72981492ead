import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

/** Loads first: the pretrained last layer only fits the model as it came. */
export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
