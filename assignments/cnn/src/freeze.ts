import type { ResNet18 } from 'boletim/toolkit';

/**
 * Freezes a ResNet-18 for the first epoch of a fine-tune: training may change the last layer and nothing else.
 *
 * You need: `model.parameters()`, which lists every parameter of the network, `model.fc.parameters()`, which lists
 * those of the last layer, and `parameter.requiresGrad`, which says whether training may change it.
 *
 * @param model changed in place
 */
export function freeze(model: ResNet18): void {
  // TODO: write this function, and delete the next line.
  throw new Error('NotImplemented');
}
