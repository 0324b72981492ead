/**
 * Takes a student's names out of a text, for who reads without knowing whose it is: in any case, with and without
 * accents, also between underscores and digits. Words of one or two letters stay, but not names in scripts that write
 * whole names so.
 */
export function hideNames(text: string, names: readonly string[]): string {
  const folded = names.map((name) => fold(name.trim()).text).filter(isName);
  if (folded.length === 0) return text;
  const longestFirst = [...new Set(folded)].sort((a, b) => b.length - a.length).map(patternOf);
  const { text: plain, places } = fold(text);
  let [hidden, from] = ['', 0];
  for (const { index, 0: found } of plain.matchAll(new RegExp(longestFirst.join('|'), 'gu'))) {
    hidden += text.slice(from, places[index]) + '▇'.repeat(found.length);
    from = places[index + found.length]!;
  }
  return hidden + text.slice(from);
}

/** Scripts that put no space between words, and in which two signs are a name. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

function isName(word: string): boolean {
  return word.length > (DENSE.test(word) ? 1 : 2);
}

/** A name stands alone where letters do not go on as letters, nor a number as a number. */
function patternOf(word: string): string {
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (DENSE.test(word)) return escaped;
  const [first, last] = [[...word][0]!, [...word].at(-1)!].map((end) =>
    /\p{N}/u.test(end) ? '\\p{N}' : '\\p{L}',
  );
  return `(?<!${first})${escaped}(?!${last})`;
}

/** A text in small letters without accents, and where each of its units stood in the original; one place more for its end. */
function fold(text: string): { text: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const units = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\p{M}/gu, '');
    for (let unit = 0; unit < units.length; unit += 1) places.push(at);
    folded += units;
    at += character.length;
  }
  return { text: folded, places: [...places, at] };
}
