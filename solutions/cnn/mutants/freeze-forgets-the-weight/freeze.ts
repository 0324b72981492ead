import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const parameter of model.parameters().slice(0, -1)) parameter.requiresGrad = false;
}
