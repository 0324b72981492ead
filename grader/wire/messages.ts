import { decode } from './decode';
import { encode } from './encode';
import type { Frame } from './frames';
import { WireError, type Plain } from './plain';

/** Sent once, before anything else. */
export interface StartMessage {
  type: 'start';
  /** Absolute paths as the sandbox sees them. */
  lab: string;
  submission: string;
  inputs: string[];
  device: string;
}

export interface EvaluateMessage {
  type: 'evaluate';
  /** Random, so that an answer cannot be written before its request is there. */
  id: string;
  /** Source text of a function `(lab, argument) => result`. */
  source: string;
  argument: unknown;
}

export type ToSandbox = StartMessage | EvaluateMessage;

export interface ReadyMessage {
  type: 'ready';
  device: string | null;
}

export interface ResultMessage {
  type: 'result';
  id: string;
  value: Plain;
}

/** News from a long call, before its result. */
export interface EventMessage {
  type: 'event';
  id: string;
  value: Plain;
}

export interface ErrorMessage {
  type: 'error';
  /** The request it answers; empty when the lab could not start. */
  id: string;
  error: SandboxedError;
}

export type FromSandbox = ReadyMessage | EventMessage | ResultMessage | ErrorMessage;

const ERROR_KINDS = ['threw', 'result', 'file', 'exited'] as const;

/** An error as data. */
export interface SandboxedError {
  /**
   * `threw`: student code; `result`: the result is not data; `file`: a student's file could not be used; `exited`:
   * student code ended the process, with the code that the message is.
   */
  kind: (typeof ERROR_KINDS)[number];
  name: string;
  message: string;
  stack: string;
  /** The message in Portuguese, where whoever threw it wrote both. */
  'pt-BR'?: string;
}

/** Bounds of the texts of an error. */
export const ERROR_LIMITS = { name: 200, message: 10_000, stack: 20_000 } as const;

/** Encodes a message of either direction. */
export function toFrame(message: ToSandbox | FromSandbox): Frame {
  return encode(message);
}

/** Reads a message inside the sandbox, where it comes from the trusted side. */
export function fromTrusted(frame: Frame): ToSandbox {
  return decode(frame.json, frame.blobs, { references: true }) as unknown as ToSandbox;
}

/** Reads a message of the sandbox. Anything but the four known forms, field for field, is a WireError. */
export function fromSandbox(frame: Frame): FromSandbox {
  const message = decode(frame.json, frame.blobs);
  if (isRecord(message, ['type', 'device']) && message.type === 'ready') {
    if (message.device === null || isText(message.device, 100)) return message as unknown as ReadyMessage;
  }
  if (isRecord(message, ['type', 'id', 'value']) && isText(message.id, 64)) {
    if (message.type === 'result' || message.type === 'event')
      return message as unknown as ResultMessage | EventMessage;
  }
  if (isRecord(message, ['type', 'id', 'error']) && message.type === 'error' && isText(message.id, 64)) {
    if (isSandboxedError(message.error)) return message as unknown as ErrorMessage;
  }
  throw new WireError('a message of no known form');
}

const ERROR_FIELDS = ['kind', 'name', 'message', 'stack'];

function isSandboxedError(error: Plain): boolean {
  return (
    (isRecord(error, ERROR_FIELDS) || isRecord(error, [...ERROR_FIELDS, 'pt-BR'])) &&
    ERROR_KINDS.some((kind) => kind === error.kind) &&
    isText(error.name, ERROR_LIMITS.name) &&
    isText(error.message, ERROR_LIMITS.message) &&
    isText(error.stack, ERROR_LIMITS.stack) &&
    (error['pt-BR'] === undefined || isText(error['pt-BR'], ERROR_LIMITS.message))
  );
}

function isRecord(value: unknown, keys: string[]): value is { [key: string]: Plain } {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  const own = Object.keys(value);
  return own.length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

function isText(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length <= length;
}
