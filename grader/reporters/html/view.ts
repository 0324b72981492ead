import type { Strings } from '../i18n';
import type { ReportOptions } from '../options';
import type { TestStatus } from '../../report/report';
import { markup, type Markup } from '../../html/markup';

/** What every part of the page needs to know. */
export interface View {
  strings: Strings;
  audience: ReportOptions['audience'];
  /** Words of a reviewer, which are Markdown, as they stand on the page. */
  comment(markdown: string): Markup;
}

/** A status as an icon; say the status in words beside it. */
export function statusIcon(status: TestStatus): Markup {
  return markup`<svg class="icon icon-${status}" aria-hidden="true"><use href="#icon-${status}"></use></svg>`;
}

/** A list of names and values; a value that is null is left out, and an empty list is nothing. */
export function factList(facts: readonly (readonly [name: string, value: Markup | string | null])[]): Markup {
  const rows = facts.filter(([, value]) => value !== null);
  if (rows.length === 0) return markup``;
  return markup`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        markup`<div>
          <dt>${name}</dt>
          <dd dir="auto">${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Text of several lines, kept as written; HTML drops a line break that directly follows `<pre>`. */
export function block(text: string): Markup {
  return markup`<pre class="block" dir="auto">\n${text}</pre>`;
}

/** A compiler's message: its sentence, and below it the code with a caret, whose lines stay whole. */
export function compilerMessage(text: string): Markup {
  const code = text.search(/\n {4}/);
  if (code < 0) return block(text);
  const [sentence, source] = [text.slice(0, code), text.slice(code + 1)];
  return markup`<pre class="block" dir="auto">\n${sentence}<code class="source" tabindex="0">${source}</code></pre>`;
}

/** Markdown as it was typed, which reads well enough where nothing renders it. */
export function plainComment(markdown: string): Markup {
  return markup`<p class="message" dir="auto">${markdown.slice(0, 20_000)}</p>`;
}
