import type * as tf from '@tensorflow/tfjs-core';

/** What Dawn's device tells of a computation that it refused; everything after it reads zeros. */
interface FaultEvent {
  error: { message: string };
  preventDefault(): void;
}

/** The part of Dawn's device that is used here. */
interface Source {
  addEventListener(type: 'uncapturederror', listener: (event: FaultEvent) => void): void;
}

/** The part of tfjs's backend through which numbers come and go. */
interface Backend {
  read(dataId: object): Promise<tf.BackendValues>;
  write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object;
}

/** Makes numbers that were never computed an error when they are read, instead of zeros and a message on the terminal. */
export function throwFaults(device: Source, backend: Backend): void {
  let fault: string | undefined;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    fault ??= event.error.message;
  });
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    const values = await read(dataId);
    if (fault === undefined) return values;
    const [first] = fault.split('\n');
    fault = undefined;
    throw new Error(
      `The GPU refused a computation: ${first} These numbers are worthless: compute on another device, such as 'wasm'.`,
    );
  };
}

/** Refuses whole numbers that shaders, which compute with them as floats, would round without a word. */
export function refuseLargeIntegers(backend: Backend): void {
  const { read, write } = { read: backend.read.bind(backend), write: backend.write.bind(backend) };
  backend.write = (values, shape, dtype) => write(requireExact(values), shape, dtype);
  backend.read = async (dataId) => requireExact(await read(dataId));
}

function requireExact(values: tf.BackendValues): tf.BackendValues {
  const large = values instanceof Int32Array ? values.find((value) => Math.abs(value) >= ROUNDED) : undefined;
  if (large === undefined) return values;
  throw new Error(
    `The device 'webgpu' computes whole numbers as floats, which are exact below ${ROUNDED}: ${large} may be another ` +
      "number. Use smaller ones, or another device, such as 'wasm'.",
  );
}

/** The next whole number is rounded to this one. */
const ROUNDED = 2 ** 24;
