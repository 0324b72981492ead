import { StoredTensor } from './stored';

/** A tensor that belongs to a module's state but is not trained, such as a running mean. */
export class Buffer extends StoredTensor {
  protected override get trainable(): boolean {
    return false;
  }
}
