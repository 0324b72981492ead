import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  const parameters = [...pretrained].filter(([name]) => !name.includes('running_'));
  model.loadStateDict(new Map(parameters), { strict: false });
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
