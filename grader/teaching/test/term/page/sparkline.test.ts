import { expect } from 'chai';
import { sparkline, type SparkPoint } from '../../../term/page/sparkline';

describe('the line of a student', () => {
  const draw = (...shares: (number | null)[]) =>
    sparkline(
      shares.map((share): SparkPoint => ({ share, isOff: false })),
      { id: 'x', title: 'Ana <b>' },
    ).text;
  const pathOf = (text: string) => /class="line" d="([^"]*)"/.exec(text)![1];

  it('goes up with the points, and stays in its box', () => {
    expect(pathOf(draw(0, 0.5, 1))).to.equal('M5 25L27 15L49 5');
  });

  it('has a gap where nothing counts', () => {
    const text = draw(1, null, 0, 1);
    expect(pathOf(text)).to.equal('M5 5M49 25L71 5');
    expect(text.match(/<circle/g)).to.have.length(3);
  });

  it('can be one dot', () => {
    expect(draw(1)).to.contain('width="10"').and.to.contain('cx="5" cy="5"');
  });

  it('is heard by its title, as text', () => {
    expect(draw(1)).to.contain('<title id="x">Ana &#60;b&#62;</title>').and.to.contain('aria-labelledby="x"');
  });

  it('shows hollow what was dropped', () => {
    expect(sparkline([{ share: 1, isOff: true }], { id: 'x', title: '' }).text).to.contain('class="off"');
  });
});
