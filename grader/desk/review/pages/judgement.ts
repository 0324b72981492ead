import { markup, trusted, type Markup } from '@boletim/grader/html';
import type { Entry } from '../entries';
import type { DeskQuestion } from '../model';
import { requestKey } from '../request-key';
import { shownText } from './code';
import { flag, pointsText, type View } from './layout';

/** What a person says about an answer: rubric, points, comment, answers to requests, and that it is done. */
export function judgementPart(entry: Entry, view: View): Markup {
  const { question, review, points } = entry;
  const { strings } = view;
  const own = review?.questions[question.id];
  const total = markup`<p class="total"><b id="total">${pointsText(points, strings)}</b> / ${pointsText(question.maxPoints, strings)}${question.manual ? '' : markup` <span class="soft">${strings.automatic(pointsText(entry.student.answers.get(question.id)!.automatic, strings))}</span>`}</p>`;
  return markup`<section aria-labelledby="judgement-title">
<h2 id="judgement-title">${strings.judgement}</h2>
${total}
${entry.requests.map((request) => requestPart(request, entry, view))}
${question.rubric && rubricPart(question, own?.items ?? [], view)}
${pointsPart(question, own?.points, view)}
${!question.manual && markup`<p class="soft" id="say-why" ${HIDDEN}>${strings.sayWhy}</p>`}
<label class="field"><span>${strings.comment}</span><textarea id="comment" data-field="comment" rows="5">${trusted('\n')}${own?.comment ?? ''}</textarea></label>
<p class="actions"><label><input type="checkbox" id="done" data-field="done" ${flag('checked', own?.done === true)}> ${strings.done}</label>
<button type="button" id="done-next">${strings.doneAndNext}</button></p>
</section>`;
}

const HIDDEN = trusted('hidden');

function requestPart(request: Entry['requests'][number], entry: Entry, view: View): Markup {
  const { strings } = view;
  return markup`<div class="request"><p class="label">${strings.request}</p>
<p class="words" dir="auto">${shownText(request.why, entry, view)}</p>
<label class="field"><span>${strings.reply}</span><textarea data-field="reply" data-request="${requestKey(request)}" rows="3">${trusted('\n')}${request.reply ?? ''}</textarea></label></div>`;
}

/** The items of a rubric as boxes, or as buttons of which one holds. */
export function rubricPart(
  { rubric }: DeskQuestion,
  chosen: readonly string[],
  { strings, lang }: View,
): Markup {
  const { choose, items } = rubric!;
  const type = choose === 'one' ? 'radio' : 'checkbox';
  const rows = items.map(({ id, title, points }, index) => {
    const text = typeof title === 'string' ? title : title[lang];
    return markup`<label><input type="${type}" name="items" value="${id}" ${flag('checked', chosen.includes(id))}> ${index < 9 && markup`<kbd>${index + 1}</kbd> `}${text} <span class="soft">${points > 0 ? '+' : ''}${pointsText(points, strings)}</span></label>`;
  });
  const none =
    choose === 'one' &&
    markup`<label><input type="radio" name="items" value="" ${flag('checked', chosen.length === 0)}> ${strings.noItem}</label>`;
  return markup`<fieldset data-field="items"><legend>${strings.rubric}</legend>${rows}${none}</fieldset>`;
}

/** The lowest and the highest number of points that a person can write. */
export function pointsRange({ manual, maxPoints, rubric }: DeskQuestion): [low: number, high: number] {
  return [manual && !rubric ? 0 : -maxPoints, maxPoints];
}

export function pointsPart(question: DeskQuestion, points: number | undefined, { strings }: View): Markup {
  const [low, high] = pointsRange(question).map((bound) => pointsText(bound, strings)) as [string, string];
  const name = question.manual && !question.rubric ? strings.given : strings.adjustment;
  const value = points === undefined ? '' : pointsText(points, strings);
  return markup`<label class="field short"><span>${name} <span class="soft">(${strings.range(low, high)})</span></span><input id="points" type="text" inputmode="decimal" autocomplete="off" data-field="points" value="${value}"></label>`;
}
