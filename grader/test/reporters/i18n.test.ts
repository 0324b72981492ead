import { expect } from 'chai';
import { stringsOf } from '../../reporters/i18n';
import { textsOf } from './texts';

/** Words that both languages share. */
const SHARED = ['Total'];

describe('the Portuguese of a report', () => {
  it('translates every text', () => {
    const [english, portuguese] = [textsOf(stringsOf('en')), textsOf(stringsOf('pt-BR'))];
    const same = [...english].filter(([key, text]) => portuguese.get(key) === text && !SHARED.includes(text));
    expect(same.map(([key]) => key)).to.deep.equal([]);
  });
});
