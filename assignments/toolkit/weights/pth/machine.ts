import { damaged, PickleGlobal, PickleObject, refused, type PickleValue, type PickleWorld } from './values';

/** The stack machine that a pickle is a program for: what its instructions are made of. */
export class Machine {
  position = 0;
  #stack: PickleValue[] = [];
  #memo = new Map<number, PickleValue>();

  constructor(
    readonly bytes: Buffer,
    readonly world: PickleWorld,
  ) {}

  take(count: number): Buffer {
    const end = this.position + count;
    if (end > this.bytes.length) throw new Error(`truncated: the pickle ends inside an instruction`);
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  /** As many bytes as a count of eight bytes says. */
  takeMany(): Buffer {
    return this.take(Number(this.take(8).readBigUInt64LE()));
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

  pushMark(): void {
    this.#stack.push(MARK);
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
    return this.#stack.splice(mark).slice(1);
  }

  /** The last value, or a mark where that was last. */
  discard(): void {
    if (this.#stack.pop() === undefined) throw damaged('a value is missing');
  }

  remember(key = this.#memo.size): void {
    this.#memo.set(key, this.top());
  }

  recall(key: number): void {
    if (!this.#memo.has(key)) throw damaged(`nothing was remembered as ${key}`);
    this.push(this.#memo.get(key));
  }

  pushGlobal(module: PickleValue, name: PickleValue): void {
    if (typeof module !== 'string' || typeof name !== 'string') throw damaged('a global has no name');
    this.push(new PickleGlobal(`${module}.${name}`));
  }

  call(callee: PickleValue, args: PickleValue): void {
    if (callee instanceof PickleObject) throw refused(`a call of ${callee.kind}`);
    if (!(callee instanceof PickleGlobal) || !Array.isArray(args))
      throw damaged('something else than a global is called');
    const { calls, leavesOut } = this.world;
    if (Object.hasOwn(calls, callee.name)) this.push(calls[callee.name](...args));
    else if (leavesOut(callee.name)) this.make(callee);
    else throw refused(callee.name);
  }

  /** An object of any class: what makes it up is left out, and none of the class's code is run. */
  make(type: PickleValue): void {
    if (!(type instanceof PickleGlobal)) throw damaged('an object is of no class');
    this.push(new PickleObject(`a ${type.name} object`, type.name));
  }

  setItems(items: PickleValue[]): void {
    const target = this.top();
    if (!(target instanceof Map) || items.length % 2) throw damaged('items are set on what is no dictionary');
    for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1]);
  }

  append(items: PickleValue[]): void {
    const target = this.top();
    if (target instanceof PickleObject) return;
    if (!Array.isArray(target)) throw damaged('items are appended to what is no list');
    for (const item of items) target.push(item);
  }

  /** Attributes, such as the `_metadata` of PyTorch's dictionaries, say nothing about the tensors. */
  build(): void {
    this.pop();
    const target = this.top();
    if (typeof target !== 'object' || target === null)
      throw damaged('attributes are set on what is no object');
  }
}

const MARK = Symbol('mark');
