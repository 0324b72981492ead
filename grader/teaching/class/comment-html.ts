import { plainText } from '@boletim/grader/report';

/** Longer comments stand as they were typed: nobody waits for a page because of one. */
const LONGEST = 20_000;

/**
 * A reviewer's Markdown as HTML. Tags in it are text, addresses other than http, https and mailto lead nowhere, and
 * pictures are left out: a report asks nobody for anything.
 */
export function commentHtml(markdown: string): string {
  const text = plainText(markdown, LONGEST);
  return markdownParser().micromark(text, { extensions: [{ disable: { null: WITHOUT } }] });
}

/** Loaded for the first comment: most classes have none. */
function markdownParser(): typeof import('micromark') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('micromark') as typeof import('micromark');
}

/** Headings would stand among the page's own. */
const WITHOUT = ['labelStartImage', 'headingAtx', 'setextUnderline'];
