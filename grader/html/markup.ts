import { plainText } from '../report/text';

/** HTML that is safe to place in the page as it is. Only `markup` and `trusted` make it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Child = Markup | string | number | null | undefined | false | readonly Child[];

/**
 * A template whose every interpolated string is made plain and escaped, so that no text from outside becomes a
 * tag or leaves its attribute (attributes must be quoted). Markup stays, lists are joined, `null` and `false`
 * are nothing.
 */
export function markup(parts: TemplateStringsArray, ...children: Child[]): Markup {
  const text = parts.reduce((page, part, index) => page + render(children[index - 1]) + part);
  return new Markup(text);
}

/** Text of our own that is already HTML, such as the style sheet. Never for anything from a report. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Markup) return child.text;
  if (typeof child === 'number') return String(child);
  if (typeof child === 'string') return escapeHtml(child);
  return child.map(render).join('');
}

function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
