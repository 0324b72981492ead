/** What a person should know about weights that were read, such as which of a checkpoint's entries they are. */
export type OnNotice = (text: string) => void;

/** Which weights of a file to read, and how to hear about them. */
export interface ReadOptions {
  /**
   * Where in the file the weights are, when there are several: the key of a checkpoint's entry (`'model_ema'`), keys
   * with points between (`'nets.generator'`), or what the names of tensors begin with (`'backbone'`).
   */
  key?: string | undefined;
  /** Hears one sentence a time; the default is `console.warn`. */
  onNotice?: OnNotice | undefined;
}

/** Where notices go: to the caller, else to the terminal. */
export function noticesOf({ onNotice = (text) => console.warn(text) }: ReadOptions): OnNotice {
  return onNotice;
}
