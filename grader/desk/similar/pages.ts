import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markup, type Markup, renderPage } from '@boletim/grader/html';
import { formatDecimal, formatPercent, oneLine, stringsOf } from '@boletim/grader/reporters';
import { type ClassRecord, table } from '@boletim/teaching/class';
import type { Comparison, Pair, Prepared } from './compare';
import { similarStringsOf, type SimilarStrings } from './i18n';
import { matchingLines, type LineMatch } from './matching-lines';

/** So many pairs have a page; a class with more has another problem. */
const MOST_PAGES = 300;

/** index.html and a page for each pair, by file name. They name students and show their code: for the teacher alone. */
export function similarPages(comparison: Comparison, record: ClassRecord): Map<string, string> {
  const strings = similarStringsOf(record.lang);
  const pages = new Map([['index.html', indexPage(comparison, record, strings)]]);
  comparison.pairs.slice(0, MOST_PAGES).forEach((pair, at) => {
    pages.set(fileOf(at), pairPage(pair, { comparison, record, strings }));
  });
  return pages;
}

function fileOf(at: number): string {
  return `pair-${at + 1}.html`;
}

function indexPage(comparison: Comparison, record: ClassRecord, strings: SimilarStrings): string {
  const { submissions, marked, groups } = comparison;
  const earlier = submissions.filter((submission) => submission.earlier).length;
  const verdict = marked === 0 ? strings.nothing : strings.found(marked, groups.length);
  return page(record, {
    title: strings.title(record.assignment.title),
    verdict: `${strings.counts(submissions.length, earlier)} ${verdict}`,
    main: markup`<section aria-labelledby="how">
      <h2 id="how">${strings.howToRead}</h2>
      <ul class="reasons">${strings.explanation.map((line) => markup`<li>${line}</li>`)}</ul>
    </section>
    ${groupsSection(groups, strings)} ${pairsSection(comparison, record, strings)}`,
  });
}

function groupsSection(groups: readonly Prepared[][], strings: SimilarStrings): Markup {
  if (groups.length === 0) return markup``;
  const rows = groups.map((members) => {
    const names = members.map(({ name }, at) => markup`${at > 0 && ', '}<bdi>${oneLine(name)}</bdi>`);
    return [markup`${names}`, String(members.length)];
  });
  return markup`<section aria-labelledby="groups">
    <h2 id="groups">${strings.groups}</h2>
    ${table(strings.group, [strings.group, `#${strings.members}`], rows)}
  </section>`;
}

function pairsSection({ pairs, marked }: Comparison, { lang }: ClassRecord, strings: SimilarStrings): Markup {
  if (pairs.length === 0) return markup``;
  const format = stringsOf(lang);
  const titles = [
    strings.first,
    strings.second,
    `#${strings.score}`,
    `#${strings.bits}`,
    strings.mark,
    strings.look,
  ];
  const rows = pairs.map(({ a, b, score, bits }, at) => [
    ...[a, b].map(({ name }) => markup`<bdi>${oneLine(name)}</bdi>`),
    ...[formatPercent(score, format), formatDecimal(bits, 0, format)],
    at < marked ? strings.marked : strings.below,
    at < MOST_PAGES
      ? markup`<a href="${fileOf(at)}" aria-label="${`${strings.look} ${oneLine(a.name)}, ${oneLine(b.name)}`}">${strings.look}</a>`
      : '',
  ]);
  return markup`<section id="questions" aria-labelledby="pairs">
    <h2 id="pairs">${strings.pairs}</h2>
    ${table(strings.title(''), titles, rows)}
  </section>`;
}

interface Context {
  comparison: Comparison;
  record: ClassRecord;
  strings: SimilarStrings;
}

function pairPage({ a, b, score, bits }: Pair, { comparison, record, strings }: Context): string {
  const format = stringsOf(record.lang);
  const [linesOfA, linesOfB] = [matchingLines(a, b, comparison), matchingLines(b, a, comparison)];
  const files = [...new Set([...a.files.keys(), ...b.files.keys()])].sort();
  const side = (one: Prepared, file: string, lines: LineMatch[] | undefined) =>
    markup`<div><h3><bdi>${oneLine(one.name)}</bdi></h3>${codeOf(one.files.get(file), lines ?? [], strings)}</div>`;
  return page(record, {
    title: strings.pairTitle(oneLine(a.name), oneLine(b.name)),
    verdict: strings.pairNote(formatPercent(score, format), formatDecimal(bits, 0, format)),
    main: markup`<p><a href="index.html">${strings.back}</a></p>
    <div id="questions">${files.map(
      (file, at) => markup`<section aria-labelledby="file-${at}">
        <h2 id="file-${at}"><code>${file}</code></h2>
        <div class="sides">${side(a, file, linesOfA.get(file))} ${side(b, file, linesOfB.get(file))}</div>
      </section>`,
    )}</div>`,
  });
}

function codeOf(code: string | undefined, lines: readonly LineMatch[], strings: SimilarStrings): Markup {
  if (code === undefined) return markup`<p class="note">${strings.notHandedIn}</p>`;
  const items = code.split('\n').map((line, at) => {
    const match = lines[at] ?? 'none';
    const said = match === 'none' ? null : markup`<span class="hear">${strings[match]}: </span>`;
    return markup`<li class="${match}">${said}<code>${line}</code></li>`;
  });
  return markup`<ol class="code">${items}</ol>`;
}

function page(
  record: ClassRecord,
  { title, verdict, main }: { title: string; verdict: string; main: Markup },
): string {
  const strings = similarStringsOf(record.lang);
  return renderPage({
    lang: record.lang,
    title,
    skipTo: strings.skip,
    css: readFileSync(path.join(__dirname, 'similar.css'), 'utf8'),
    header: markup`<div class="title"><p class="eyebrow">${strings.eyebrow}</p><h1>${title}</h1></div>
      <p class="verdict">${verdict}</p>`,
    main,
  });
}
