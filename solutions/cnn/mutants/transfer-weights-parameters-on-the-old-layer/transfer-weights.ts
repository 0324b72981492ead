import * as tf from '@tensorflow/tfjs-core';
import { Parameter, type ResNet18, type StateDict } from 'boletim/toolkit';

export function transferWeights(model: ResNet18, pretrained: StateDict, outputs: number): void {
  model.loadStateDict(pretrained);
  const weight = new Parameter(tf.randomNormal([outputs, model.fc.inFeatures]) as never);
  const bias = new Parameter(tf.zeros([outputs]) as never);
  Object.assign(model.fc, { weight, bias });
}
