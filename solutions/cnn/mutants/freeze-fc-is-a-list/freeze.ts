import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const parameter of model.parameters()) parameter.requiresGrad = false;
  for (const parameter of model.fc as never as { requiresGrad: boolean }[]) parameter.requiresGrad = true;
}
