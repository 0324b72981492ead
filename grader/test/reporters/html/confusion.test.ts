import { expect } from 'chai';
import { confusionMatrix } from '../../../reporters/html/confusion';
import { stringsOf } from '../../../reporters/i18n';

const strings = stringsOf('en');

describe('confusionMatrix', () => {
  it('is a table with headers for few classes', () => {
    const { text } = confusionMatrix(
      [
        [3, 1],
        [0, 4],
      ],
      ['cat', 'dog'],
      strings,
    );
    expect(text.match(/scope="row"/g)).to.have.length(2);
    expect(text).to.contain('class="right share-6">3<').and.to.contain('class=" share-2">1<');
    expect(text).to.contain('cat taken for dog: 1');
  });

  it('is a picture for many, with the worst pairs in words', () => {
    const counts = Array.from({ length: 37 }, (_, y) =>
      Array.from({ length: 37 }, (_, x): number => (x === y ? 20 : 0)),
    );
    counts[3]![5] = 7;
    const { text } = confusionMatrix(
      counts,
      counts.map((_, index) => `breed ${index}`),
      strings,
    );
    expect(text).to.contain('<svg').and.not.to.contain('<table');
    expect(text).to.contain('breed 3 taken for breed 5: 7');
  });

  it('says so when nothing was confused', () => {
    expect(
      confusionMatrix(
        [
          [3, 0],
          [0, 4],
        ],
        [],
        strings,
      ).text,
    ).to.contain('No image was misclassified.');
  });

  it('is nothing without classes', () => {
    expect(confusionMatrix([], [], strings).text).to.equal('');
  });
});
