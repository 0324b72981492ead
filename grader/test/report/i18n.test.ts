import { expect } from 'chai';
import { stringsOf } from '../../report/i18n';

/** Words that both languages share. */
const SHARED = ['Total'];

describe('the Portuguese of a report', () => {
  it('translates every text', () => {
    const [english, portuguese] = [texts(stringsOf('en')), texts(stringsOf('pt-BR'))];
    const same = [...english].filter(([key, text]) => portuguese.get(key) === text && !SHARED.includes(text));
    expect(same.map(([key]) => key)).to.deep.equal([]);
  });
});

/** Functions are called with recognisable arguments, so that their words are compared as well. */
function texts(strings: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(strings) as [string, unknown][]) {
    if (typeof value === 'string') found.set(`${path}${key}`, value);
    else if (typeof value === 'function')
      found.set(`${path}${key}`, String((value as (...args: unknown[]) => unknown)(1, 2, 3)));
    else for (const [inner, text] of texts(value as object, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}
