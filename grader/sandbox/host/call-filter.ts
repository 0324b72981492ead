import type { ArgumentCondition, DeniedCall, FilteredArchitecture } from './system-calls';

/**
 * A program for the kernel (seccomp, classic BPF) that answers the denied calls with their errors, ends a process that
 * calls in the way of another architecture, and lets everything else through.
 */
export function assembleCallFilter(
  denied: readonly DeniedCall[],
  architecture: FilteredArchitecture,
): Buffer {
  const instructions = [
    load(ARCHITECTURE_AT),
    jump(JUMP_EQUAL, AUDIT_ARCHITECTURE[architecture], { then: 1 }),
    give(KILL_PROCESS),
    load(NUMBER_AT),
    ...refuseX32(architecture),
    ...denied.flatMap((call) => refuse(call, architecture)),
    give(ALLOW),
  ];
  return Buffer.concat(instructions);
}

/** Calls of the x32 way have this bit, and would pass for unknown ones. */
function refuseX32(architecture: FilteredArchitecture): Buffer[] {
  return architecture === 'x64' ? [jump(JUMP_AT_LEAST, X32_BIT, { otherwise: 1 }), give(KILL_PROCESS)] : [];
}

/** Expects the call's number in the accumulator, and leaves it there. */
function refuse({ number, error, when }: DeniedCall, architecture: FilteredArchitecture): Buffer[] {
  const body = [...(when ? testArgument(when) : []), give(ERROR | error), ...(when ? [load(NUMBER_AT)] : [])];
  return [jump(JUMP_EQUAL, number[architecture], { otherwise: body.length }), ...body];
}

/** Steps over the next instruction where the condition does not hold. */
function testArgument(condition: ArgumentCondition): Buffer[] {
  const argument = load(ARGUMENTS_AT + 8 * condition.argument);
  if ('atLeast' in condition) return [argument, jump(JUMP_AT_LEAST, condition.atLeast, { otherwise: 1 })];
  if ('equals' in condition) return [argument, jump(JUMP_EQUAL, condition.equals, { otherwise: 1 })];
  if ('anyOf' in condition) return [argument, jump(JUMP_ANY_BIT, condition.anyOf, { otherwise: 1 })];
  const { allOf } = condition;
  return [argument, instruction(AND, allOf), jump(JUMP_EQUAL, allOf, { otherwise: 1 })];
}

const AUDIT_ARCHITECTURE = { x64: 0xc000003e, arm64: 0xc00000b7 };
const X32_BIT = 0x40000000;

/** Where the kernel puts what it asks about (struct seccomp_data); of an argument, the lower half comes first. */
const NUMBER_AT = 0;
const ARCHITECTURE_AT = 4;
const ARGUMENTS_AT = 16;

const KILL_PROCESS = 0x80000000;
const ERROR = 0x00050000;
const ALLOW = 0x7fff0000;

const LOAD = 0x20;
const AND = 0x54;
const GIVE = 0x06;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const JUMP_ANY_BIT = 0x45;

function load(offset: number): Buffer {
  return instruction(LOAD, offset);
}

function give(answer: number): Buffer {
  return instruction(GIVE, answer);
}

/** How many instructions are stepped over. */
interface Steps {
  then?: number;
  otherwise?: number;
}

function jump(code: number, value: number, steps: Steps): Buffer {
  return instruction(code, value, steps);
}

/** struct sock_filter; both architectures are little-endian. */
function instruction(code: number, value: number, { then = 0, otherwise = 0 }: Steps = {}): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(then, 2);
  bytes.writeUInt8(otherwise, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
