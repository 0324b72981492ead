import { formatPoints } from '../format';
import type { QuestionReport, ReviewReport } from '../../report/report';
import { oneLine } from '../../report/text';
import { markup, type Markup } from '../../html/markup';
import type { View } from './view';

/** What a review is called among a question's penalties. */
export const REVIEW_ID = 'review';

/** What people said about an answer as a whole: rubric, comment, answers to what the student asked. */
export function reviewPart({ review, penalties }: QuestionReport, view: View): Markup | null {
  const points = penalties.find(({ id }) => id === REVIEW_ID)?.points ?? 0;
  if (!review || (points === 0 && isEmpty(review))) return null;
  const { strings } = view;
  const isBare = points === 0 && isEmpty({ ...review, requests: [] });
  return markup`<h3 class="label">${strings.review}</h3>
    ${!isBare && wordsPart(review, points, view)}
    ${review.requests.map((request) => requestPart(request, view))}`;
}

function wordsPart(review: ReviewReport, points: number, view: View): Markup {
  const gone = review.lines.filter(({ line }) => line === null);
  return markup`<div class="review">
      ${points !== 0 && markup`<p class="points"><b>${signed(points, view)}</b></p>`}
      ${review.items.length > 0 && itemList(review, view)}
      ${review.comment !== null && view.comment(review.comment)}
      ${gone.map(({ quote, comment }) => markup`<p class="by">${view.strings.lineGone(quote ?? '')}</p>${view.comment(comment)}`)}
      ${review.by !== null && markup`<p class="by">${oneLine(review.by, 80)}</p>`}
    </div>`;
}

function isEmpty({ comment, items, lines, requests }: ReviewReport): boolean {
  const gone = lines.some(({ line }) => line === null);
  return comment === null && items.length === 0 && requests.length === 0 && !gone;
}

function signed(points: number, { strings }: View): string {
  const sign = points > 0 ? '+' : points < 0 ? '−' : '';
  return `${sign}${formatPoints(Math.abs(points), strings)}`;
}

function itemList({ items }: ReviewReport, view: View): Markup {
  const rows = items.map(
    ({ title, points }) =>
      markup`<li>${oneLine(title)} <span class="given">${signed(points, view)}</span></li>`,
  );
  return markup`<ul class="rubric">
    ${rows}
  </ul>`;
}

function requestPart({ why, reply, by }: ReviewReport['requests'][number], view: View): Markup {
  const { strings } = view;
  return markup`<div class="request">
    <p class="by">${strings.asked}</p>
    <p class="message" dir="auto">${why.slice(0, 4000)}</p>
    ${reply === null ? markup`<p class="note">${strings.unanswered}</p>` : view.comment(reply)}
    ${by !== null && markup`<p class="by">${oneLine(by, 80)}</p>`}
  </div>`;
}
