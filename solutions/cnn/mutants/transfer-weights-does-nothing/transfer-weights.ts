import type { ResNet18, StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  void [model, pretrained, outputs];
}
