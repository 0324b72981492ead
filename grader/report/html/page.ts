import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Lang } from '../i18n';
import { ICONS } from './icons';
import { html, trusted, type Markup } from './safe-html';

interface Page {
  lang: Lang;
  title: string;
  skipTo: string;
  header: Markup;
  main: Markup;
}

/** The whole document. Its policy allows the one style sheet inside it, by hash, and nothing else. */
export function renderPage({ lang, title, skipTo, header, main }: Page): string {
  const { css, policy } = style();
  const page = html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${trusted(css)}
        </style>
      </head>
      <body>
        <a class="skip" href="#questions">${skipTo}</a>
        ${ICONS}
        <header>${header}</header>
        <main>${main}</main>
      </body>
    </html> `;
  return page.text.replace(/^[ \t]+(?=<)/gm, '').replace(/\n{2,}(?=<)/g, '\n');
}

const STYLE_FILES = ['tokens.css', 'page.css', 'tests.css', 'charts.css', 'print.css'];

let cached: { css: string; policy: string } | undefined;

function style(): { css: string; policy: string } {
  cached ??= readStyle();
  return cached;
}

function readStyle(): { css: string; policy: string } {
  const files = STYLE_FILES.map((name) => readFileSync(path.join(__dirname, 'style', name), 'utf8'));
  const css = files.join('');
  const hash = createHash('sha256').update(css).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return { css, policy };
}
