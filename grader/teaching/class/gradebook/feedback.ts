import { stringsOf, type Lang, type Strings } from '@boletim/grader/reporters';
import type { ClassRow } from '../class-row';
import { formatPoints } from '../csv';
import type { FinalQuestion } from '../final-grade';

/** As much of a row as feedback tells. */
export type Explained = Pick<ClassRow, 'grade' | 'outcome' | 'problem'>;

/**
 * What a student reads beside the grade in a gradebook: points a question, what the review changed, lateness.
 * Holds nothing of hidden tests.
 */
export function feedbackText(row: Explained, lang: Lang): string {
  const strings = stringsOf(lang);
  const { grade } = row;
  const points = (question: FinalQuestion) => questionText(question, strings);
  const commented = grade.questions.filter(({ comment }) => comment !== null);
  const comment = grade.comment === null ? [] : [grade.comment];
  if (grade.excused) {
    const comments = commented.map((question) => `${question.title}: ${question.comment}`);
    return sentenceAnd(strings.excused, [...comments, ...comment]);
  }
  if (row.outcome === 'not-gradable') {
    const reason = `${strings.couldNotBeGraded}: ${row.problem?.message ?? strings.noReasonKnown}.`;
    return sentenceAnd(reason, [...commented.map(points), ...comment]);
  }
  const late = grade.lateReason === null ? [] : [grade.lateReason];
  return [...grade.questions.map(points), ...late, ...comment].join('; ');
}

/** The same for a reader of HTML, as Moodle is: names of files and pieces of code stay text. */
export function feedbackHtml(row: Explained, lang: Lang): string {
  return feedbackText(row, lang).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function sentenceAnd(sentence: string, parts: readonly string[]): string {
  return parts.length === 0 ? sentence : `${sentence} ${parts.join('; ')}`;
}

function questionText(question: FinalQuestion, strings: Strings): string {
  const points = question.exempt
    ? strings.exempt.toLowerCase()
    : `${question.waiting ? '–' : formatPoints(question.points)}/${formatPoints(question.maxPoints)}`;
  return `${question.title}: ${points}${question.comment === null ? '' : ` (${question.comment})`}`;
}
