import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  const body = new Map([...pretrained].filter(([name]) => !name.startsWith('fc.')));
  model.loadStateDict(body);
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
