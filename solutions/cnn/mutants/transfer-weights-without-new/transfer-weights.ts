import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  model.fc = (Linear as never as (inputs: number, outputs: number) => Linear)(model.fc.inFeatures, outputs);
}
