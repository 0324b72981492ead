import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  const last = model.fc.parameters();
  for (const parameter of model.parameters()) {
    if (!last.includes(parameter)) parameter.requiresGrad = false;
  }
}
