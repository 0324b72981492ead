/**
 * Reads Python's pickle without executing anything: functions are called only if the caller lists them by name, with
 * what stands for them here, and objects of classes are only named. Any other call is refused with its name.
 */
import { Machine } from './machine';
import { OPERATIONS } from './operations';
import type { PickleValue, PickleWorld } from './values';

/** Reads the pickle at the start of `bytes`; returns its value and the bytes after it. */
export function unpickle(bytes: Buffer, world: PickleWorld): { value: PickleValue; rest: Buffer } {
  const machine = new Machine(bytes, world);
  for (;;) {
    const code = machine.take(1)[0];
    if (code === STOP) break;
    const operation = OPERATIONS[code];
    if (!operation) {
      const where = machine.position - 1;
      throw new Error(
        `damaged, or no pickle of tensors: unknown opcode 0x${code.toString(16)} at byte ${where}`,
      );
    }
    operation(machine);
  }
  return { value: machine.pop(), rest: bytes.subarray(machine.position) };
}

const STOP = '.'.charCodeAt(0);
