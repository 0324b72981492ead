import { micromark } from 'micromark';
import { plainText } from '@boletim/grader/report';

/** Longer comments stand as they were typed: nobody waits for a page because of one. */
const LONGEST = 20_000;

/**
 * A reviewer's Markdown as HTML. Tags in it are text, addresses other than http, https and mailto lead nowhere, and
 * pictures are left out: a report asks nobody for anything.
 */
export function commentHtml(markdown: string): string {
  const text = plainText(markdown, LONGEST);
  return micromark(text, { extensions: [{ disable: { null: WITHOUT } }] });
}

/** Headings would stand among the page's own. */
const WITHOUT = ['labelStartImage', 'headingAtx', 'setextUnderline'];
