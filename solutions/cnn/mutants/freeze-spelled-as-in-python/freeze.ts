import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  for (const parameter of model.parameters()) Object.assign(parameter, { requires_grad: false });
  for (const parameter of model.fc.parameters()) Object.assign(parameter, { requires_grad: true });
}
