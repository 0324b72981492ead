import type { ResNet18 } from 'boletim/toolkit';

/** Everything off, then the whole last layer on: its weight and its bias. */
export function freeze(model: ResNet18): void {
  for (const parameter of model.parameters()) parameter.requiresGrad = false;
  for (const parameter of model.fc.parameters()) parameter.requiresGrad = true;
}
