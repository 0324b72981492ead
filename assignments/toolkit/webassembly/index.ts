/** The part of WebAssembly that is used here: TypeScript knows it only together with a browser. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
};

/** A `WebAssembly.Memory`. */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  /** Adds so many pages of 64 KiB. */
  grow(pages: number): number;
}

/** What a module offers, made at once: ours are small enough. */
export function instantiate<Exports>(base64: string, imports: { env?: { memory: Memory } } = {}): Exports {
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
  return new WebAssembly.Instance(module, imports).exports as Exports;
}

/** False for a module with instructions that this Node does not know. */
export function isKnown(base64: string): boolean {
  return WebAssembly.validate(Buffer.from(base64, 'base64'));
}
