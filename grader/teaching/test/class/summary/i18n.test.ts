import { expect } from 'chai';
import { summaryStringsOf } from '../../../class/summary/i18n';
import { textsOf } from '../../../../test/reporters/texts';

/** Words that both languages share. */
const SHARED = ['Total'];

describe('the Portuguese of a class summary', () => {
  it('translates every text', () => {
    const portuguese = textsOf(summaryStringsOf('pt-BR'));
    const same = [...textsOf(summaryStringsOf('en'))].filter(
      ([key, text]) => portuguese.get(key) === text && !SHARED.includes(text),
    );
    expect(same.map(([key]) => key)).to.deep.equal([]);
  });
});
