import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const [name, parameter] of model.namedParameters())
    if (name.endsWith('weight') && !name.startsWith('fc.')) parameter.requiresGrad = false;
}
