import { Linear, Sequential, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  model.fc = new Sequential(model.fc as never, new Linear(model.fc.outFeatures, outputs) as never) as never;
}
