import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const parameter in model.parameters())
    (parameter as never as { requiresGrad: boolean }).requiresGrad = false;
}
