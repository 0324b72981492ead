import { expect } from 'chai';
import fc from 'fast-check';
import { decode } from '../../wire/decode';
import { PlainReference, WireError } from '../../wire/plain';
import { HOSTILE_MESSAGES } from './hostile-messages';

describe('decode', () => {
  for (const { name, json, blobs = [], refused } of HOSTILE_MESSAGES) {
    it(`refuses ${name}`, () => {
      expect(() => decode(json, blobs)).to.throw(WireError, refused);
    });
  }

  it('drops __proto__ and touches no prototype', () => {
    const value = decode(['o', '__proto__', ['o', 'polluted', true], 'a', 1], []) as object;
    expect(Object.keys(value)).to.deep.equal(['a']);
    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });

  it('makes "constructor" and "toString" keys like any other', () => {
    const value = decode(['o', 'constructor', 1, 'toString', 2], []);
    expect(Object.entries(value as object)).to.deep.equal([['constructor', 1], ['toString', 2]]); // prettier-ignore
  });

  it('takes references where the trusted side writes them', () => {
    expect(decode(['r', 'path', 'cat.png'], [], { references: true })).to.be.instanceOf(PlainReference);
    expect(() => decode(['r', 'eval', 'cat.png'], [], { references: true })).to.throw(WireError);
  });

  it('either gives plain data or a WireError, whatever JSON it gets', () => {
    const tag = fc.constantFrom('a', 'o', 'm', 's', 'b', 't', 'u', 'n', 'i', 'r', '__proto__', 'x');
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.constantFrom('float32', 'Uint8Array', 0, 1, -1, [2], [1, 2]),
        fc.tuple(tag, fc.array(tie('node'), { maxLength: 4 })).map(([name, rest]) => [name, ...rest]),
      ),
    }));
    fc.assert(
      fc.property(node, fc.array(fc.uint8Array({ maxLength: 16 }), { maxLength: 3 }), (json, blobs) => {
        try {
          decode(json, blobs);
        } catch (error) {
          expect(error).to.be.instanceOf(WireError);
        }
      }),
      { numRuns: 2000, seed: 4 },
    );
  });
});
