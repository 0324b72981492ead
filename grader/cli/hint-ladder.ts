import fs from 'node:fs';
import path from 'node:path';
import type { QuestionReport, Report } from '../report/report';
import type { Hints } from '../reporters/console';
import type { Lang } from '../reporters/i18n';
import { ASSIGNMENTS } from '../system/paths';
import type { Journey } from './journey';

/**
 * One more hint for each question that is not complete: first where it shows, then what to read. What went wrong
 * stands in the report already; the line to write never does. Another mistake begins at the bottom again.
 */
export function climb(report: Report, journey: Journey, lang: Lang): Map<string, Hints> {
  const shown = new Map<string, Hints>();
  for (const question of report.questions) {
    const ladder = ladderOf(question, report.assignment.id, lang);
    if (question.points >= question.maxPoints || ladder.length === 0) continue;
    const key = `${question.id}/${question.diagnosis?.mistake ?? ''}`;
    const rung = Math.min((journey.hints[key] ?? 0) + 1, ladder.length);
    journey.hints[key] = rung;
    shown.set(question.id, { shown: ladder.slice(0, rung), hasMore: rung < ladder.length });
  }
  return shown;
}

function ladderOf(question: QuestionReport, assignment: string, lang: Lang): string[] {
  const failed = question.tests.filter(({ status }) => status !== 'passed' && status !== 'skipped');
  const explained = failed.find(({ id }) => question.diagnosis?.tests.includes(id)) ?? failed[0];
  const penalty = question.penalties.find(({ applied }) => applied);
  const words = lang === 'pt-BR' ? PT_BR : EN;
  return [
    explained?.location ? words.line(explained.location) : null,
    explained?.hint ?? penalty?.hint ?? null,
    explained?.source ? words.test(`${explained.source.file}:${explained.source.line}`) : null,
    words.read(question.file, handoutOf(assignment, lang)),
  ].filter((rung) => rung !== null);
}

/** The handout in the reader's language, else in English; an assignment may have none. */
function handoutOf(assignment: string, lang: Lang): string | null {
  const names = lang === 'en' ? ['README.md'] : [`README.${lang}.md`, 'README.md'];
  const name = names.find((name) => fs.existsSync(path.join(ASSIGNMENTS, assignment, name)));
  return name === undefined ? null : `assignments/${assignment}/${name}`;
}

interface Words {
  line(place: string): string;
  test(place: string): string;
  read(file: string, handout: string | null): string;
}

const EN: Words = {
  line: (place) => `it shows at ${place}`,
  test: (place) => `read the test that shows it, line by line: ${place}`,
  read: (file, handout) =>
    `read the comment above the function in ${file} once more${handout === null ? '' : `, and its part of ${handout}`}`,
};

const PT_BR: Words = {
  line: (place) => `aparece em ${place}`,
  test: (place) => `leia linha por linha o teste que mostra o erro: ${place}`,
  read: (file, handout) =>
    `releia o comentário acima da função em ${file}${handout === null ? '' : `, e a parte dela em ${handout}`}`,
};
