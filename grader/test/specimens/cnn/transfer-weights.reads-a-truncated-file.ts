import fs from 'node:fs';
import { encodeSafetensors, readSafetensors, type ResNet18 } from 'boletim/toolkit';

export function transferWeights(model: ResNet18) {
  fs.writeFileSync('weights.safetensors', encodeSafetensors(model.stateDict()).subarray(0, 1000));
  model.loadStateDict(readSafetensors('weights.safetensors'));
}
