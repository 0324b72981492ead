import { expect } from 'chai';
import path from 'node:path';
import type { TestEvidence } from '../../diagnosis/evidence';
import { observe } from '../../diagnosis/observation';
import { COURSE } from '../../system/paths';

const seen = (value: unknown) =>
  observe({ status: 'failed', observed: { calls: [{ value }] } } as unknown as TestEvidence);

describe('what a test saw', () => {
  it('is the same wherever the course lies', () => {
    const image = path.join('fixtures', 'one', 'inputs', 'a.jpg');
    expect(seen([path.join(COURSE, image)])).to.deep.equal(seen([path.sep + image]));
  });

  it('is something else where another file was meant', () => {
    expect(seen([path.join(COURSE, 'a.jpg')])).not.to.deep.equal(seen([path.join(COURSE, 'b.jpg')]));
  });
});
