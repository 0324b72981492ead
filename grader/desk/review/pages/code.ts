import { markup, trusted, type Markup } from '@boletim/grader/html';
import { codeLines, findLine } from '@boletim/grader/report';
import { compareFiles, type ComparedLine } from '../code/compare';
import { hideNames } from '../code/hide-names';
import { highlight } from '../code/highlight';
import type { Entry } from '../entries';
import type { View } from './layout';
import { sha256 } from '@boletim/grader/system';

/** The ways to look at an answer's code. */
export const WAYS = ['code', 'stub', 'earlier'] as const;
export type Way = (typeof WAYS)[number];

/** The code as it is, with room for comments at its lines, or beside what it was before. */
export function codePart(
  entry: Entry,
  { way, address, view }: { way: Way; address: string; view: View },
): Markup {
  const { strings } = view;
  const names = { code: strings.code, stub: strings.againstStub, earlier: strings.againstEarlier };
  const links = WAYS.map(
    (one) =>
      markup`<li><a href="${address}&way=${one}" aria-current="${one === way ? 'true' : 'false'}">${names[one]}</a></li>`,
  );
  return markup`<section class="read" aria-labelledby="code-title">
<h2 id="code-title" class="hear">${entry.question.file}</h2>
<nav aria-label="${entry.question.file}"><ul class="filters">${links}</ul></nav>
${contentOf(entry, way, view)}
</section>`;
}

function contentOf(entry: Entry, way: Way, view: View): Markup {
  const { student, question } = entry;
  const { strings } = view;
  const { code, earlier } = student.answers.get(question.id)!;
  if (code === null) {
    const why =
      student.problem === null
        ? strings.nothingHandedIn(question.file)
        : `${strings.couldNotRead} ${student.problem}`;
    return markup`<p class="alert">${shownText(why, entry, view)}</p>`;
  }
  if (way === 'code') return plainCode(code, entry, view);
  const before = way === 'stub' ? question.stub : (earlier?.code ?? null);
  if (before === null)
    return markup`<p class="soft">${way === 'stub' ? strings.noStub : strings.noEarlier}</p>`;
  return comparison(compareFiles(shownText(before, entry, view), shownText(code, entry, view)), view);
}

/** Which text the lines on a page belong to. */
export function codeDigest(code: string): string {
  return sha256(code).slice(0, 12);
}

function plainCode(code: string, entry: Entry, view: View): Markup {
  const { question, review } = entry;
  const { strings } = view;
  const original = codeLines(code);
  const lines = highlight(shownText(code, entry, view), question.file);
  const comments = (review?.questions[question.id]?.lines ?? []).map((said) => ({
    ...said,
    now: findLine(original, { line: said.line, quote: said.quote ?? null }),
  }));
  const gone = comments.filter(({ now }) => now === null);
  const items = lines.map((line, index) => {
    const number = index + 1;
    const own = comments.filter(({ now }) => now === number);
    return markup`<li><button type="button" class="line" tabindex="${index === 0 ? '0' : '-1'}" data-line="${number}" aria-label="${strings.commentAt(number)}">${number}</button><code>${line}</code>${own.map(({ comment }, at) => (at === 0 ? remark(comment, { number, gone: false, label: strings.commentAt(number) }) : markup`<p class="remark words">${comment}</p>`))}</li>`;
  });
  return markup`${gone.map(({ line, quote, comment }) =>
    remark(comment, {
      number: line,
      gone: true,
      label: `${strings.lineGone} ${shownText(quote ?? String(line), entry, view)}`,
    }),
  )}
<ol class="code" data-code="${codeDigest(code)}">${items}</ol>`;
}

function remark(
  comment: string,
  { number, gone, label }: { number: number; gone: boolean; label: string },
): Markup {
  return markup`<div class="remark"><label><span>${label}</span><textarea data-field="line" data-line="${number}" data-gone="${gone ? 'true' : 'false'}" rows="2">${trusted('\n')}${comment}</textarea></label></div>`;
}

function comparison(pieces: ComparedLine[][] | null, { strings }: View): Markup {
  if (pieces === null) return markup`<p class="soft">${strings.tooDifferent}</p>`;
  if (pieces.length === 0) return markup`<p class="soft">${strings.unchanged}</p>`;
  const words = { same: '', added: strings.added, removed: strings.removed };
  const signs = { same: ' ', added: '+', removed: '−' };
  return markup`${pieces.map(
    (lines) =>
      markup`<ol class="code diff">${lines.map(
        ({ kind, number, text }) =>
          markup`<li class="${kind}"><span class="line" aria-hidden="true">${number}</span><span class="sign" aria-hidden="true">${signs[kind]}</span><span class="hear">${words[kind]}</span><code>${text}</code></li>`,
      )}</ol>`,
  )}`;
}

/** A student's text, without names where they are hidden. */
export function shownText(text: string, { student }: Pick<Entry, 'student'>, { blind }: View): string {
  return blind ? hideNames(text, student.identifiers) : text;
}
