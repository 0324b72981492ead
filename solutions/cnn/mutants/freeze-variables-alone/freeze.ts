import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const parameter of model.parameters()) parameter.value.trainable = false;
  for (const parameter of model.fc.parameters()) parameter.value.trainable = true;
}
