/** Takes a student's names out of a text, for who reads without knowing whose it is. Words of one or two letters stay. */
export function hideNames(text: string, names: readonly string[]): string {
  const words = [...new Set(names.map((name) => name.trim()))].filter((name) => name.length > 2);
  const longestFirst = words.sort((a, b) => b.length - a.length).map(escapeForRegExp);
  if (longestFirst.length === 0) return text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  return text.replace(pattern, (name) => '▇'.repeat(name.length));
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
