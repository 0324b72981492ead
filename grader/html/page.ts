import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Lang } from '../report/lang';
import { ICONS } from './icons';
import { markup, trusted, type Markup } from './markup';

interface Page {
  lang: Lang;
  title: string;
  skipTo: string;
  header: Markup;
  main: Markup;
  /** Rules for this page alone, after the common ones. */
  css?: string;
}

/** The whole document. Its policy allows the one style sheet inside it, by hash, and nothing else. */
export function renderPage({ lang, title, skipTo, header, main, css: ownRules = '' }: Page): string {
  const { css, policy } = style(ownRules);
  const page = markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(css)}</style>
</head>
<body>
<a class="skip" href="#questions">${skipTo}</a>
${ICONS}
<header>${header}</header>
<main>${main}</main>
</body>
</html>
`;
  return withoutIndentation(page.text);
}

/** Text from a report has no `<` of its own, so what it says inside `<pre>` is left as it is. */
function withoutIndentation(page: string): string {
  return page.replace(/^[ \t]+(?=<)/gm, '').replace(/(?<!\n)\n{2,}(?=<)/g, '\n');
}

const STYLE_FILES = [
  'tokens.css',
  'page.css',
  'header.css',
  'tests.css',
  'code.css',
  'charts.css',
  'print.css',
];

const cached = new Map<string, { css: string; policy: string }>();

function style(ownRules: string): { css: string; policy: string } {
  const known = cached.get(ownRules) ?? readStyle(ownRules);
  cached.set(ownRules, known);
  return known;
}

function readStyle(ownRules: string): { css: string; policy: string } {
  const files = STYLE_FILES.map((name) => readFileSync(path.join(__dirname, 'style', name), 'utf8'));
  const css = files.join('') + ownRules;
  const hash = createHash('sha256').update(css).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return { css, policy };
}
