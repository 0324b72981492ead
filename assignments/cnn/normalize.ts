import { Normalize } from 'boletim/toolkit';

/** ImageNet's statistics, which pretrained networks expect of their input. */
export const normalize = Normalize.fromStats([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
