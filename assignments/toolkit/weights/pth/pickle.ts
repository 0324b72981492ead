/**
 * Reads Python's pickle without executing anything: a value is built only of what this file knows and of the
 * globals that the caller allows by name. Everything else is refused with its name.
 */

/** What the pickle may refer to. */
export interface PickleWorld {
  /** Allowed globals by `module.name`; one that may be called has a function, one that is only named has null. */
  globals: Readonly<Record<string, ((...args: PickleValue[]) => PickleValue) | null>>;
  /** Gives the object behind a persistent id. */
  persistentLoad(id: PickleValue): PickleValue;
}

/** Dictionaries become maps, tuples and lists arrays, globals `PickleGlobal`. */
export type PickleValue = unknown;

/** A global of `PickleWorld` that the pickle named. */
export class PickleGlobal {
  constructor(readonly name: string) {}
}

/** Reads the pickle at the start of `bytes`; returns its value and the bytes after it. */
export function unpickle(bytes: Buffer, world: PickleWorld): { value: PickleValue; rest: Buffer } {
  const machine = new Machine(bytes, world);
  const value = machine.run();
  return { value, rest: bytes.subarray(machine.position) };
}

const MARK = Symbol('mark');

class Machine {
  position = 0;
  #stack: PickleValue[] = [];
  #memo = new Map<number, PickleValue>();

  constructor(
    readonly bytes: Buffer,
    readonly world: PickleWorld,
  ) {}

  run(): PickleValue {
    for (;;) {
      const code = this.take(1)[0];
      if (code === STOP) return this.pop();
      const operation = OPERATIONS[code];
      if (!operation) {
        const where = this.position - 1;
        throw new Error(
          `damaged, or no pickle of tensors: unknown opcode 0x${code.toString(16)} at byte ${where}`,
        );
      }
      operation(this);
    }
  }

  take(count: number): Buffer {
    const end = this.position + count;
    if (end > this.bytes.length) throw new Error(`truncated: the pickle ends inside an instruction`);
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  takeLine(): string {
    const end = this.bytes.indexOf('\n', this.position);
    if (end < 0) throw new Error('truncated: the pickle ends inside a name');
    return this.take(end + 1 - this.position)
      .toString()
      .slice(0, -1);
  }

  push(value: PickleValue): void {
    this.#stack.push(value);
  }

  pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) throw damaged('a value is missing');
    return value;
  }

  top(): PickleValue {
    const value = this.pop();
    this.#stack.push(value);
    return value;
  }

  popToMark(): PickleValue[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) throw damaged('a mark is missing');
    const values = this.#stack.splice(mark);
    return values.slice(1);
  }

  remember(key: number): void {
    this.#memo.set(key, this.top());
  }

  recall(key: number): void {
    if (!this.#memo.has(key)) throw damaged(`nothing was remembered as ${key}`);
    this.push(this.#memo.get(key));
  }

  pushGlobal(): void {
    const name = `${this.takeLine()}.${this.takeLine()}`;
    if (!Object.hasOwn(this.world.globals, name)) throw refused(name);
    this.push(new PickleGlobal(name));
  }

  call(): void {
    const args = this.pop();
    const callee = this.pop();
    if (!(callee instanceof PickleGlobal) || !Array.isArray(args))
      throw damaged('something else than a global is called');
    const call = this.world.globals[callee.name];
    if (!call) throw refused(`a call of ${callee.name}`);
    this.push(call(...args));
  }

  setItems(items: PickleValue[]): void {
    const target = this.top();
    if (!(target instanceof Map) || items.length % 2) throw damaged('items are set on what is no dictionary');
    for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1]);
  }

  append(items: PickleValue[]): void {
    const target = this.top();
    if (!Array.isArray(target)) throw damaged('items are appended to what is no list');
    for (const item of items) target.push(item);
  }

  /** Attributes of a dictionary, such as PyTorch's `_metadata`, say nothing about the tensors. */
  build(): void {
    this.pop();
    if (!(this.top() instanceof Map)) throw refused('attributes of an object');
  }
}

const STOP = '.'.charCodeAt(0);

const OPERATIONS: Readonly<Record<number, (machine: Machine) => void>> = {
  0x80: (m) => m.take(1), // PROTO
  0x63: (m) => m.pushGlobal(), // GLOBAL
  0x71: (m) => m.remember(m.take(1)[0]), // BINPUT
  0x72: (m) => m.remember(m.take(4).readUInt32LE()), // LONG_BINPUT
  0x68: (m) => m.recall(m.take(1)[0]), // BINGET
  0x6a: (m) => m.recall(m.take(4).readUInt32LE()), // LONG_BINGET
  0x28: (m) => m.push(MARK), // MARK
  0x4e: (m) => m.push(null), // NONE
  0x88: (m) => m.push(true), // NEWTRUE
  0x89: (m) => m.push(false), // NEWFALSE
  0x4a: (m) => m.push(m.take(4).readInt32LE()), // BININT
  0x4b: (m) => m.push(m.take(1)[0]), // BININT1
  0x4d: (m) => m.push(m.take(2).readUInt16LE()), // BININT2
  0x8a: (m) => m.push(littleEndian(m.take(m.take(1)[0]))), // LONG1
  0x47: (m) => m.push(m.take(8).readDoubleBE()), // BINFLOAT
  0x58: (m) => m.push(m.take(m.take(4).readUInt32LE()).toString('utf8')), // BINUNICODE
  0x29: (m) => m.push([]), // EMPTY_TUPLE
  0x5d: (m) => m.push([]), // EMPTY_LIST
  0x7d: (m) => m.push(new Map()), // EMPTY_DICT
  0x74: (m) => m.push(m.popToMark()), // TUPLE
  0x85: (m) => m.push([m.pop()]), // TUPLE1
  0x86: (m) => m.push([m.pop(), m.pop()].reverse()), // TUPLE2
  0x87: (m) => m.push([m.pop(), m.pop(), m.pop()].reverse()), // TUPLE3
  0x61: (m) => m.append([m.pop()]), // APPEND, whose list lies below the item
  0x65: (m) => m.append(m.popToMark()), // APPENDS
  0x73: (m) => m.setItems([m.pop(), m.pop()].reverse()), // SETITEM
  0x75: (m) => m.setItems(m.popToMark()), // SETITEMS
  0x51: (m) => m.push(m.world.persistentLoad(m.pop())), // BINPERSID
  0x52: (m) => m.call(), // REDUCE
  0x62: (m) => m.build(), // BUILD
};

/** Two's complement; a bigint where a number could not hold it. */
function littleEndian(bytes: Buffer): number | bigint {
  if (bytes.length === 0) return 0;
  const unsigned = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const value = BigInt.asIntN(bytes.length * 8, unsigned);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function damaged(how: string): Error {
  return new Error(`damaged: ${how} in its pickle`);
}

function refused(what: string): Error {
  return new Error(
    `refused: its pickle asks for ${what}, and only tensors of numbers are read. ` +
      'In Python, save the state dict alone: torch.save(model.state_dict(), path)',
  );
}
