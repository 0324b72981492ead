import { type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, _outputs: number): void {
  model.loadStateDict(pretrained);
}
