/** The places a tensor can live, fastest first where there is a GPU: each is a TensorFlow.js backend. */
export const DEVICES = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;

/** The name of a place where tensors live and are computed, as `torch.device` is in PyTorch. */
export type Device = (typeof DEVICES)[number];

/** What a backend finds out about this machine before it is started. */
export interface Availability {
  available: boolean;
  /** Why it is available or not, as a sentence. */
  reason: string;
  /** What to do to have it; empty when there is nothing to do. */
  advice: string;
  /** True when the device runs here without what makes it fast: `auto` then takes another one that starts. */
  isOutrun?: boolean;
}

/** Settings that a device may understand; each backend ignores the ones it does not. */
export interface DeviceOptions {
  /** Threads of the `wasm` device, 1 to 8, the calling one included; the first start decides. Default 1. */
  threads?: number;
  /** A software adapter of the `webgpu` device by (a part of) its name, such as 'swiftshader'. */
  adapter?: string;
}

/** One way to compute: registers a TensorFlow.js backend under its device's name. */
export interface Backend {
  name: Device;
  /** Cheap and free of side effects: nothing is loaded that has to be unloaded. */
  probe(options?: DeviceOptions): Promise<Availability>;
  /** Loads and initialises the backend; rejects when that fails. */
  start(options: DeviceOptions): Promise<void>;
  /** What only a started device knows: true when it runs without what makes it fast, whatever it looked like before. */
  isOutrun?(): boolean;
}
