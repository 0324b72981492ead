import { markup, renderPage, type Markup } from '@boletim/grader/html';
import { formatPoints, stringsOf, type Lang } from '@boletim/grader/reporters';
import type { Report } from '@boletim/grader/report';
import { STRINGS } from './strings';

/** One hand-in as a page shows it. */
export interface ShownHandIn {
  number: number;
  time: string;
  /** As this reader may see it. */
  report: Report | null;
  problem: string | null;
  showsHidden: boolean;
}

interface PageOptions {
  title: string;
  lang: Lang;
}

const CSS = `
form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; max-width: 30rem; margin-block: 1rem; }
input, button { font: inherit; padding: 0.5rem; min-height: 2.75rem; }
table { border-collapse: collapse; display: block; max-width: 100%; overflow-x: auto; } th, td { text-align: start; padding: 0.4rem 0.8rem 0.4rem 0; overflow-wrap: anywhere; }
`;

export function loginPage(problem: string | null, options: PageOptions): string {
  const strings = STRINGS[options.lang];
  return page(
    markup`${notice(problem)}<form method="post" action="/login">
<label for="token">${strings.token}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required>
<button>${strings.enter}</button></form>`,
    options,
  );
}

export function studentPage(
  shown: { name: string; handIns: readonly ShownHandIn[]; left: number | null; problem: string | null },
  options: PageOptions,
): string {
  const strings = STRINGS[options.lang];
  const { handIns, left } = shown;
  const rows = [...handIns].reverse().map((handIn) => row(handIn, options));
  const form = markup`<form method="post" action="/hand-ins" enctype="multipart/form-data">
<label for="file">${strings.file}</label>
<input id="file" name="file" type="file" accept=".zip,.tar.gz,.tgz" required>
<button>${strings.handIn}</button></form>`;
  return page(
    markup`<p>${shown.name}</p>${notice(shown.problem)}
${left === null ? null : markup`<p>${strings.left(left)}</p>`}${left === 0 ? null : form}
<h2>${strings.handIns}</h2>${handIns.length === 0 ? markup`<p>${strings.none}</p>` : table([strings.number, strings.time, strings.result], rows)}
<form method="post" action="/logout"><button>${strings.leave}</button></form>`,
    options,
  );
}

/** The class as it comes in, for the teacher. */
export function classPage(
  rows: readonly { student: string; name: string; handIns: number; latest: ShownHandIn | null }[],
  options: PageOptions,
): string {
  const strings = STRINGS[options.lang];
  const cells = rows.map(({ student, name, handIns, latest }) => {
    return markup`<tr><td>${name || student}</td><td>${handIns}</td><td>${latest ? outcome(latest, options) : ''}</td></tr>`;
  });
  return page(
    markup`<h2>${strings.class}</h2>${table([strings.student, strings.handIns, strings.result], cells)}`,
    options,
  );
}

function row(handIn: ShownHandIn, options: PageOptions): Markup {
  const strings = STRINGS[options.lang];
  const link = (file: string, text: string) =>
    markup` <a href="/hand-ins/${handIn.number}/${file}">${text}</a>`;
  return markup`<tr><td>${handIn.number}</td><td>${handIn.time.slice(0, 16).replace('T', ' ')}</td><td>${outcome(handIn, options)}${handIn.report && link('report.html', strings.report)}${link('receipt.json', strings.receipt)}${handIn.showsHidden ? null : markup`<br><small>${strings.rationed}</small>`}</td></tr>`;
}

function outcome({ report, problem }: ShownHandIn, { lang }: PageOptions): string {
  const strings = STRINGS[lang];
  const numbers = stringsOf(lang);
  if (report)
    return strings.points(formatPoints(report.score, numbers), formatPoints(report.maxScore, numbers));
  return problem === null ? strings.waiting : strings.fault;
}

function table(titles: readonly string[], rows: readonly Markup[]): Markup {
  const head = titles.map((title) => markup`<th scope="col">${title}</th>`);
  return markup`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

function notice(problem: string | null): Markup | null {
  return problem === null ? null : markup`<p role="alert">${problem}</p>`;
}

function page(content: Markup, { title, lang }: PageOptions): string {
  const header = markup`<h1>${title}</h1>`;
  const main = markup`<div id="questions">${content}</div>`;
  return renderPage({ lang, title, skipTo: STRINGS[lang].skip, header, main, css: CSS, forms: true });
}
