import { expect } from 'chai';
import { hostileValues, placesOf, valueAt, withValueAt, type Place } from '../../check/hostile-values';
import { PlainTensor, type Plain } from '../../../wire/plain';

describe('what a submission could answer', () => {
  const tensor = new PlainTensor('float32', [2], Float32Array.of(1, 2));
  const answer: Plain = { pair: [1, tensor], names: new Map<Plain, Plain>([['fc', { size: 3 }]]) };

  it('has a place for the answer and for everything that lies inside, but not inside a tensor', () => {
    expect(placesOf(answer)).to.deep.equal([
      [],
      ['pair'],
      ['pair', 0],
      ['pair', 1],
      ['names'],
      ['names', 'fc'],
      ['names', 'fc', 'size'],
    ]);
  });

  it('looks a few steps deep, and at a few items beside each other', () => {
    expect(placesOf([[[[[1]]]]])).to.deep.equal([[], [0], [0, 0], [0, 0, 0]]);
    expect(placesOf(new Array<Plain>(1000).fill(0))).to.have.lengthOf(9);
  });

  const places: [Place, Plain, Plain][] = [
    [[], answer, null],
    [['pair', 1], tensor, { ...answer, pair: [1, null] }],
    [['names', 'fc', 'size'], 3, { ...answer, names: new Map<Plain, Plain>([['fc', { size: null }]]) }],
  ];
  for (const [place, right, wrong] of places) {
    it(`is read and replaced at ${JSON.stringify(place)}, and the right answer stays`, () => {
      expect(valueAt(answer, place)).to.equal(right);
      expect(withValueAt(answer, place, null)).to.deep.equal(wrong);
      expect(valueAt(answer, place)).to.equal(right);
    });
  }

  it('resembles a tensor in all but one thing', () => {
    const tensors = hostileValues(tensor).filter((value) => value instanceof PlainTensor);
    const forms = tensors.map(({ dtype, shape, data }) => `${dtype} [${shape}] ${data}`);
    expect(forms).to.include.members(['float32 [2] NaN,NaN', 'int32 [2] 1,2']);
  });

  it('resembles a list that is too short, too long or holds nothing', () => {
    expect(hostileValues([1, 2])).to.deep.include.members([[2], [1, 2, undefined], [null, null]]);
  });
});
