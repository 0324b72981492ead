import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  Object.assign(model, { requiresGrad: false });
  Object.assign(model.fc, { requiresGrad: true });
}
