import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  const convolutions = [...pretrained].filter(([name]) => name.includes('conv'));
  model.loadStateDict(new Map(convolutions), { strict: false });
  model.fc = new Linear(model.fc.inFeatures, outputs);
}
