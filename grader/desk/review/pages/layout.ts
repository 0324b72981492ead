import type { Lang } from '@boletim/grader/reporters';
import { markup, trusted, type Markup } from '@boletim/grader/html';
import type { DeskStrings } from '../i18n';

/** What every page of the desk needs to know. */
export interface View {
  strings: DeskStrings;
  lang: Lang;
  /** What addresses begin with: the token. */
  root: string;
  /** Tells desks apart that one browser has open. */
  desk: string;
  /** Allows this page's own script and style, and nothing else. */
  nonce: string;
  title: string;
  blind: boolean;
}

interface Page {
  /** What the page is about, for its title and its heading. */
  heading: string;
  /** The way to it: addresses and names of the pages above. */
  above?: readonly (readonly [address: string, name: string])[];
  /** Stands beside the heading. */
  aside?: Markup | null;
  main: Markup;
  /** Wide enough for code. */
  wide?: boolean;
}

/** The whole document. */
export function renderPage(
  { heading, above = [], aside = null, main, wide = false }: Page,
  view: View,
): string {
  const { strings, lang, root, nonce, title } = view;
  const way = [[`${root}/`, title] as const, ...above];
  return markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading} · ${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}/desk.css" nonce="${nonce}">
<script src="${root}/desk.js" nonce="${nonce}" defer></script>
</head>
<body class="${wide ? 'wide' : ''}" data-root="${root}" data-desk="${view.desk}" data-words="${JSON.stringify(strings.client)}">
<a class="skip" href="#main">${strings.skip}</a>
<header>
<nav aria-label="${strings.desk}"><ol class="way">${way.map(([address, name]) => markup`<li><a href="${address}">${name}</a></li>`)}</ol></nav>
<div class="head"><h1>${heading}</h1>${aside}</div>
<p id="status" role="status"></p>
<noscript><p class="alert">${strings.noScript}</p></noscript>
</header>
<main id="main">${main}</main>
<footer>${keysPart(strings)}</footer>
</body>
</html>
`.text;
}

function keysPart({ keys, keysOn, keyList }: DeskStrings): Markup {
  return markup`<details class="keys"><summary>${keys}</summary>
<dl>${keyList.map(([key, what]) => markup`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
<label><input type="checkbox" id="keys-on" checked> ${keysOn}</label>
</details>`;
}

/** Points as people write them, in the page's language. */
export function pointsText(points: number, { decimalSeparator }: DeskStrings): string {
  return String(Number(points.toFixed(4))).replace('.', decimalSeparator);
}

/** An attribute that stands without a value, or not at all. */
export function flag(name: 'checked' | 'open' | 'disabled', on: boolean): Markup {
  return trusted(on ? name : '');
}
