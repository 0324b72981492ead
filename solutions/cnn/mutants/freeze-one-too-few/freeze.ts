import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  model
    .parameters()
    .slice(0, 59)
    .forEach((parameter) => (parameter.requiresGrad = false));
}
