import { stringsOf } from '../i18n';
import type { ReportOptions } from '../options';
import type { Report } from '../../report/report';
import { declarationSection, environmentSection, notesSection } from './about';
import { headerOf } from './header';
import { overviewSection } from './overview';
import { renderPage } from '../../html/page';
import { questionSection } from './question';
import { retrainSection } from './retrain';
import { markup, trusted } from '../../html/markup';
import { plainComment } from './view';

/**
 * One HTML file that needs nothing else: no script, no request, its style inside. The score first, then each
 * question with its tests, then training, the declaration and how the grading was done.
 */
export function html(report: Report, { lang, audience, comment }: ReportOptions): string {
  const strings = stringsOf(lang);
  const rendered =
    comment &&
    ((text: string) => markup`<div class="message-html" dir="auto">${trusted(comment(text))}</div>`);
  const view = { strings, audience, comment: rendered ?? plainComment };
  const main = markup`
    ${overviewSection(report, view)}
    ${notesSection(report, view)}
    ${report.questions.map((question, index) => questionSection(question, index + 1, view))}
    ${report.retrain && retrainSection(report.retrain, view)}
    ${declarationSection(report.declaration, view)}
    ${environmentSection(report, view)}`;
  return renderPage({
    lang,
    title: `${report.assignment.title} · ${report.submission.name}`,
    skipTo: strings.skipToQuestions,
    header: headerOf(report, view),
    main,
  });
}
