import { expect } from 'chai';

import { defaultGenerator, Generator, manualSeed, uniform, withGenerator } from '../../random';

describe('the default generator', () => {
  it('restarts from the seed that manualSeed is given', () => {
    manualSeed(42);
    expect([...uniform(2)]).to.deep.equal([0.8822692632675171, 0.9150039553642273]);
  });

  it('is the one that manualSeed returns', () => {
    expect(manualSeed(1)).to.equal(defaultGenerator());
  });

  it('is replaced only while withGenerator runs, even when that fails', () => {
    const before = manualSeed(1);
    const other = new Generator(2);
    expect(withGenerator(other, defaultGenerator)).to.equal(other);
    expect(() => withGenerator(other, () => expect.fail('stop'))).to.throw('stop');
    expect(defaultGenerator()).to.equal(before);
  });
});
