import { Conv2d, type ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const module of model.modules()) {
    if (module instanceof Conv2d) module.weight.requiresGrad = false;
  }
}
