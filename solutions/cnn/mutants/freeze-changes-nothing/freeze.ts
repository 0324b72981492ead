import type { ResNet18 } from 'boletim/toolkit';

export function freeze(model: ResNet18): void {
  void model;
}
