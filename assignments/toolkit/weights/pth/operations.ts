import type { Machine } from './machine';
import { damaged, refused } from './values';

/** What each instruction of the protocols 0 to 5 does, by its code. STOP is not among them: it ends the program. */
export const OPERATIONS: Readonly<Record<number, (machine: Machine) => void>> = {
  0x80: (m) => m.take(1), // PROTO
  0x95: (m) => m.take(8), // FRAME, a hint for who reads piece by piece
  0x63: (m) => m.pushGlobal(m.takeLine(), m.takeLine()), // GLOBAL
  0x93: (m) => m.pushGlobal(...pair(m)), // STACK_GLOBAL
  0x71: (m) => m.remember(m.take(1)[0]), // BINPUT
  0x72: (m) => m.remember(m.take(4).readUInt32LE()), // LONG_BINPUT
  0x70: (m) => m.remember(integer(m.takeLine())), // PUT
  0x94: (m) => m.remember(), // MEMOIZE
  0x68: (m) => m.recall(m.take(1)[0]), // BINGET
  0x6a: (m) => m.recall(m.take(4).readUInt32LE()), // LONG_BINGET
  0x67: (m) => m.recall(integer(m.takeLine())), // GET
  0x28: (m) => m.pushMark(), // MARK
  0x30: (m) => m.discard(), // POP
  0x31: (m) => m.popToMark(), // POP_MARK
  0x32: (m) => m.push(m.top()), // DUP
  0x4e: (m) => m.push(null), // NONE
  0x88: (m) => m.push(true), // NEWTRUE
  0x89: (m) => m.push(false), // NEWFALSE
  0x49: (m) => m.push(integerOrBoolean(m.takeLine())), // INT
  0x4a: (m) => m.push(m.take(4).readInt32LE()), // BININT
  0x4b: (m) => m.push(m.take(1)[0]), // BININT1
  0x4d: (m) => m.push(m.take(2).readUInt16LE()), // BININT2
  0x4c: (m) => m.push(long(m.takeLine())), // LONG
  0x8a: (m) => m.push(littleEndian(m.take(m.take(1)[0]))), // LONG1
  0x8b: (m) => m.push(littleEndian(m.take(m.take(4).readUInt32LE()))), // LONG4
  0x46: (m) => m.push(Number(m.takeLine())), // FLOAT
  0x47: (m) => m.push(m.take(8).readDoubleBE()), // BINFLOAT
  0x53: (m) => m.push(m.takeLine().slice(1, -1)), // STRING, of Python 2
  0x54: (m) => m.push(m.take(m.take(4).readUInt32LE()).toString('latin1')), // BINSTRING
  0x55: (m) => m.push(m.take(m.take(1)[0]).toString('latin1')), // SHORT_BINSTRING
  0x56: (m) => m.push(m.takeLine()), // UNICODE
  0x58: (m) => m.push(m.take(m.take(4).readUInt32LE()).toString('utf8')), // BINUNICODE
  0x8c: (m) => m.push(m.take(m.take(1)[0]).toString('utf8')), // SHORT_BINUNICODE
  0x8d: (m) => m.push(m.takeMany().toString('utf8')), // BINUNICODE8
  0x42: (m) => m.push(m.take(m.take(4).readUInt32LE())), // BINBYTES
  0x43: (m) => m.push(m.take(m.take(1)[0])), // SHORT_BINBYTES
  0x8e: (m) => m.push(m.takeMany()), // BINBYTES8
  0x96: (m) => m.push(m.takeMany()), // BYTEARRAY8
  0x29: (m) => m.push([]), // EMPTY_TUPLE
  0x5d: (m) => m.push([]), // EMPTY_LIST
  0x8f: (m) => m.push([]), // EMPTY_SET
  0x7d: (m) => m.push(new Map()), // EMPTY_DICT
  0x74: (m) => m.push(m.popToMark()), // TUPLE
  0x6c: (m) => m.push(m.popToMark()), // LIST
  0x91: (m) => m.push(m.popToMark()), // FROZENSET
  0x64: (m) => pushDictionary(m), // DICT
  0x85: (m) => m.push([m.pop()]), // TUPLE1
  0x86: (m) => m.push(pair(m)), // TUPLE2
  0x87: (m) => m.push([m.pop(), m.pop(), m.pop()].reverse()), // TUPLE3
  0x61: (m) => m.append([m.pop()]), // APPEND, whose list lies below the item
  0x65: (m) => m.append(m.popToMark()), // APPENDS
  0x90: (m) => m.append(m.popToMark()), // ADDITEMS
  0x73: (m) => m.setItems(pair(m)), // SETITEM
  0x75: (m) => m.setItems(m.popToMark()), // SETITEMS
  0x51: (m) => m.push(m.world.persistentLoad(m.pop())), // BINPERSID
  0x52: (m) => m.call(...pair(m)), // REDUCE
  0x81: (m) => m.make(pair(m)[0]), // NEWOBJ
  0x92: (m) => makeWithNames(m), // NEWOBJ_EX
  0x62: (m) => m.build(), // BUILD
  0x69: (m) => refuseInstance(m), // INST
  0x6f: (m) => m.make(m.popToMark()[0]), // OBJ
};

/** The last two values, the last one last. */
function pair(machine: Machine): [unknown, unknown] {
  const last = machine.pop();
  return [machine.pop(), last];
}

function pushDictionary(machine: Machine): void {
  const items = machine.popToMark();
  machine.push(new Map());
  machine.setItems(items);
}

function makeWithNames(machine: Machine): void {
  machine.pop();
  machine.make(pair(machine)[0]);
}

/** Python 2's way of calling anything, which no file of PyTorch has. */
function refuseInstance(machine: Machine): never {
  throw refused(`${machine.takeLine()}.${machine.takeLine()}`);
}

function integer(text: string): number {
  if (!/^-?\d+$/.test(text)) throw damaged(`"${text.slice(0, 20)}" is no number`);
  return Number(text);
}

function integerOrBoolean(text: string): number | boolean {
  return text === '01' || text === '00' ? text === '01' : integer(text);
}

/** Written with an L at its end. */
function long(text: string): number | bigint {
  const digits = text.replace(/L$/, '');
  const value = integer(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}

/** Two's complement; a bigint where a number could not hold it. */
function littleEndian(bytes: Buffer): number | bigint {
  if (bytes.length === 0) return 0;
  if (bytes.length > LONGEST) throw damaged(`a number has ${bytes.length} bytes`);
  const unsigned = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const value = BigInt.asIntN(bytes.length * 8, unsigned);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Bytes of an integer; those that PyTorch writes have ten. */
const LONGEST = 1024;
