import { Linear, type ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const parameter of model.parameters()) parameter.requiresGrad = false;
  model.fc = new Linear(model.fc.inFeatures, model.fc.outFeatures, { bias: false });
}
