import { oneLine, plainText } from '../report/text';

/**
 * One line of text with everything that Markdown, HTML or GitHub would read as more than text taken away:
 * emphasis, links, images, code, tags, entities, tables, formulas, addresses, mentions. Also fit for a table's
 * cell, which inline code is not: a backslash before a bar could not be written there.
 */
export function markdownText(text: string, limit = 300): string {
  return oneLine(text, limit)
    .replace(/[\\`*_[\]<>#|~&$]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/www(?=\.)/gi, '$&\\')
    .replace(/@/g, `@${WORD_JOINER}`)
    .replace(/^([-+=]|\d+(?=[.)]))/, startOfLine);
}

/** Invisible, and not part of a name: `@someone` with it in between notifies nobody. */
const WORD_JOINER = '\u2060';

function startOfLine(start: string): string {
  return /^\d/.test(start) ? `${start}${WORD_JOINER}` : `\\${start}`;
}

/** One line of text as inline code; no Markdown, mention or address inside it means anything. */
export function markdownCode(text: string, limit = 300): string {
  const code = oneLine(text, limit);
  if (code === '') return '';
  const fence = '`'.repeat(longestRunOfBackticks(code) + 1);
  const padding = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${code}${padding}${fence}`;
}

/** One line of text for inside an HTML tag, such as `<summary>`, where Markdown is not read. */
export function markdownTagText(text: string, limit = 300): string {
  return oneLine(text, limit)
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@/g, `@${WORD_JOINER}`);
}

/** Text as a fenced block that no line of it can close. */
export function markdownBlock(text: string, limit: number): string {
  const code = plainText(text, limit);
  const fence = '`'.repeat(Math.max(3, longestRunOfBackticks(code) + 1));
  return `${fence}text\n${code}\n${fence}`;
}

function longestRunOfBackticks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
