import { expect } from 'chai';

import { unpickle } from '../../../weights/pth/pickle';
import { PickleObject } from '../../../weights/pth/values';
import { TENSOR_WORLD } from '../../../weights/pth/world';

const read = (...parts: (string | number)[]): unknown =>
  unpickle(Buffer.concat(parts.map(bytes)), TENSOR_WORLD).value;

function bytes(part: string | number): Buffer {
  return typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'latin1');
}

describe('unpickle', () => {
  // As Python's pickletools.dis shows them.
  const values: [what: string, program: (string | number)[], value: unknown][] = [
    ['a whole number of protocol 0', ['I-12\n.'], -12],
    ['True of protocol 0', ['I01\n.'], true],
    ['a long number of protocol 0', ['L12345678901234567890L\n.'], 12345678901234567890n],
    ['a number with a point of protocol 0', ['F0.5\n.'], 0.5],
    ['text of Python 2', ["S'abc'\n."], 'abc'],
    ['a dictionary of protocol 0', ['(I1\nI2\nd.'], new Map([[1, 2]])],
    ['a list of protocol 0', ['(I1\nI2\nl.'], [1, 2]],
    ['what is remembered as text', ['(lp0\n0g0\n.'], []],
    ['short text in a frame', [0x80, 4, 0x95, '\x03\0\0\0\0\0\0\0', 0x8c, '\x01a', '.'], 'a'],
    ['what is remembered in turn', [0x8c, '\x01a', 0x94, '0', 'h\0', '.'], 'a'],
    ['a set', [0x8f, '(', 'K\x01', 'K\x02', 0x90, '.'], [1, 2]],
    ['a frozen set', ['(', 'K\x01', 0x91, '.'], [1]],
    ['a long number of many bytes', [0x8b, '\x02\0\0\0\xff\xff', '.'], -1],
    ['a value twice', ['K\x01', '2', 0x86, '.'], [1, 1]],
    ['a set of Python 2', ['c__builtin__\nset\n', '(lK\x01a', 0x85, 'R.'], [1]],
    [
      'an OrderedDict of Python 2',
      ['ccollections\nOrderedDict\n', '((K\x01K\x02ll', 0x85, 'R.'],
      new Map([[1, 2]]),
    ],
  ];
  for (const [what, program, value] of values) {
    it(`reads ${what}`, () => expect(read(...program)).to.deep.equal(value));
  }

  it('names an object of a class and leaves out what makes it up', () => {
    const made = read('cmy.own\nThing\n', ')', 0x81, '}', 'b.');
    expect(made).to.be.instanceOf(PickleObject).with.property('kind', 'a my.own.Thing object');
  });

  it('names what a call of a class makes, and leaves out what it is made of', () => {
    for (const name of ['Thing', '_Thing', '__pyx_unpickle_Thing']) {
      const made = read(`cmy.own\n${name}\n`, 'K\x01', 0x85, 'R.');
      expect(made).to.be.instanceOf(PickleObject).with.property('kind', `a my.own.${name} object`);
    }
  });

  it('reads an object of a class derived from dict as a dictionary', () => {
    expect([...(read('cmy.own\nDict\n', ')', 0x81, 'K\x01K\x02s.') as PickleObject)]).to.deep.equal([[1, 2]]);
  });

  const refused: [what: string, program: (string | number)[], message: RegExp][] = [
    ['a call', ['cos\nsystem\n', '(X\x02\0\0\0lstR.'], /refused: its pickle asks for os\.system, and only/],
    [
      'a call by the names on the stack',
      [0x8c, '\x02os', 0x8c, '\x06system', 0x93, ')R.'],
      /asks for os\.system/,
    ],
    ['a class that starts programs', ['csubprocess\nPopen\n', ')R.'], /asks for subprocess\.Popen/],
    [
      'a call of what an object has',
      ['cbuiltins\ngetattr\n', 'cmy\nOwn\n', ')', 0x81, 'X\x01\0\0\0x', 0x86, 'R)R.'],
      /asks for a call of an entry of an object/,
    ],
    [
      'a call of what a module has',
      ['cbuiltins\ngetattr\n', 'cos\npath\n', 'X\x04\0\0\0join', 0x86, 'R)R.'],
      /asks for os\.path\.join/,
    ],
    [
      'a method of a class that starts programs',
      ['cbuiltins\ngetattr\n', 'csubprocess\nPopen\n', 'X\x01\0\0\0x', 0x86, 'R)R.'],
      /asks for subprocess\.Popen\.x/,
    ],
    ["Python 2's call", ["(S'ls'\nios\nsystem\n."], /asks for os\.system/],
    ['a call of what is inherited', ['ctoString\n\n', ')R.'], /asks for toString/],
    ['a number without digits', ['Iabc\n.'], /damaged: "abc" is no number/],
    [
      'a number of a million bytes',
      [0x8b, '\x00\x00\x10\x00', '\0'.repeat(0x100000), '.'],
      /damaged: a number has/,
    ],
    ['text longer than the file', [0x8d, '\xff\xff\xff\xff\xff\xff\xff\x7f', 'a.'], /truncated/],
    [
      'a storage of an unknown type',
      ['((X\x07\0\0\0storagectorch\nOddStorage\nX\x01\0\0\x000NK\x01ttQ.'],
      /damaged/,
    ],
  ];
  for (const [what, program, message] of refused) {
    it(`refuses ${what}`, () => expect(() => read(...program)).to.throw(message));
  }
});
