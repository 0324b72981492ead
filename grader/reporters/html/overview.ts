import { formatPoints } from '../format';
import type { QuestionReport, Report } from '../../report/report';
import { oneLine } from '../../report/text';
import { markup, type Markup } from '../../html/markup';
import { statusIcon, type View } from './view';

/** The table of questions: how each one's tests ended, at a glance, and its points. */
export function overviewSection(report: Report, view: View): Markup {
  const { strings } = view;
  return markup`<section id="questions" aria-labelledby="questions-title">
    <h2 id="questions-title">${strings.questions}</h2>
    <table class="overview">
      <thead>
        <tr>
          <th scope="col">${strings.question}</th>
          <th scope="col">${strings.tests}</th>
          <th scope="col" class="number">${strings.pointsColumn}</th>
        </tr>
      </thead>
      <tbody>
        ${report.questions.map((question, index) => questionRow(question, index + 1, view))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${strings.total}</th>
          <td></td>
          <td class="number">${scoreCell(report.score, report.maxScore, view)}</td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

function questionRow(question: QuestionReport, number: number, view: View): Markup {
  const passed = question.tests.filter((test) => test.status === 'passed').length;
  return markup`<tr>
    <th scope="row"><a href="#q${number}">${number}. ${oneLine(question.title)}</a></th>
    <td>
      <span class="hear">${view.strings.testsPassed(passed, question.tests.length)}</span>
      <span class="marks">${question.tests.map((test) => statusIcon(test.status))}</span>
    </td>
    <td class="number">${scoreCell(question.points, question.maxPoints, view)}</td>
  </tr>`;
}

function scoreCell(points: number, maxPoints: number, { strings }: View): Markup {
  return markup`<b>${formatPoints(points, strings)}</b>
    <span class="max">/ ${formatPoints(maxPoints, strings)}</span>`;
}
