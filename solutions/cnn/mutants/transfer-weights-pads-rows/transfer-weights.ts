import * as tf from '@tensorflow/tfjs-core';
import { Linear, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  const { fc } = model;
  model.fc = new Linear(fc.inFeatures, outputs);
  const rows = Math.min(outputs, fc.outFeatures);
  const kept = fc.weight.value.slice([0, 0], [rows, fc.inFeatures]);
  model.fc.weight.value.assign(tf.concat([kept, tf.zeros([outputs - rows, fc.inFeatures])]));
}
