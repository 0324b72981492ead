import { describeStranger } from '../device/index';
import { StoredTensor } from './stored';

/** A tensor that is trained, unless `requiresGrad` is false. */
export class Parameter extends StoredTensor {
  #requiresGrad = true;

  /** Whether optimizers may change it. Set it to false to freeze the parameter. */
  get requiresGrad(): boolean {
    return this.#requiresGrad;
  }

  set requiresGrad(requiresGrad: boolean) {
    if (typeof requiresGrad !== 'boolean')
      throw new TypeError(
        `requiresGrad must be true or false; it was given ${describeStranger(requiresGrad)}.`,
      );
    this.#requiresGrad = requiresGrad;
    if (this.existing) this.existing.trainable = requiresGrad;
  }

  protected override get trainable(): boolean {
    return this.#requiresGrad;
  }
}
