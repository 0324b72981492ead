/** Letters and digits alone, without accents and case: equal for "José Álvares", its macOS form and "josealvares". */
export function collapsedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** A name in the forms the platforms use: as it is, "Last, First" turned round, and Canvas' "lastfirst". */
export function formsOfName(name: string): string[] {
  const [last, first] = name.split(',', 2) as [string, string?];
  const words = name.trim().split(/\s+/);
  const forms = [
    name,
    first === undefined ? '' : `${first} ${last}`,
    `${words.at(-1)} ${words.slice(0, -1).join(' ')}`,
  ];
  return [...new Set(forms.map(collapsedName).filter((form) => form !== ''))];
}

/**
 * Whether two spellings can be one person's: all words of one are among the other's, in any order. Canvas has no space
 * between words, so there the words have to fill the name.
 * @example namesAgree('Ana Beatriz Lima', 'Lima, Ana') // true
 */
export function namesAgree(written: string, known: string): boolean {
  if (formsOfName(written).some((form) => formsOfName(known).includes(form))) return true;
  const [ours, theirs] = [wordsOf(written), wordsOf(known)];
  if (ours.length === 1 && theirs.length > 1 && isMadeOf(ours[0]!, theirs)) return true;
  return isAmong(ours, theirs) || isAmong(theirs, ours);
}

function wordsOf(name: string): string[] {
  return name
    .split(/[\s,.'’_-]+/)
    .map(collapsedName)
    .filter((word) => word !== '');
}

function isAmong(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word));
}

/** Whether the words, each used once, are all there is in a name without spaces. */
function isMadeOf(collapsed: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, word) => rest.replace(word, ''), collapsed) === '';
}
