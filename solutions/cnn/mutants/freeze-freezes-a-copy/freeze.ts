import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const [name, data] of model.stateDict())
    (data as never as { requiresGrad: boolean }).requiresGrad = name.startsWith('fc.');
}
