import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const layer of [model.layer1, model.layer2, model.layer3, model.layer4]) {
    for (const parameter of layer.parameters()) parameter.requiresGrad = false;
  }
}
