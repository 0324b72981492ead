import type { ResNet18, StateDict } from 'boletim/toolkit';

/**
 * Gives a ResNet-18 the pretrained weights, and a new last layer for another number of classes.
 *
 * All pretrained weights are loaded, those of the last layer too. Then the last layer, `model.fc`, is replaced by a
 * new one with `outputs` outputs, whose weights are fresh: it has everything still to learn.
 *
 * You need: `model.loadStateDict(...)`, `model.fc.inFeatures`, and `new Linear(inputs, outputs)` from
 * 'boletim/toolkit'.
 *
 * @param model changed in place; its last layer still fits the pretrained weights
 * @param pretrained tensors by name, as PyTorch names them; left as they are
 * @param outputs how many classes the new last layer tells apart
 */
export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  // TODO: write this function, and delete the next line.
  throw new Error('NotImplemented');
}
