import { expect } from 'chai';
import { summaryHtml } from '../../../class/summary';
import type { Lang } from '@boletim/grader/reporters';
import { reportOf, rowOf } from '../support';

describe('summary.html', () => {
  const assignment = { id: 'sums', title: 'Sums', version: '1.0.0' };
  const declaration = {
    status: 'given' as const,
    values: { hours: 6.5, difficulty: 7, expectedGrade: null, llmUse: null, comments: null },
    problems: [],
  };
  const rows = [
    rowOf({
      student: { id: 'ana', name: 'Ana <script>alert(1)</script>', section: 'A' },
      report: reportOf({ add: 3.25, sort: 3 }, { declaration }),
    }),
    rowOf({ student: { id: 'bo', name: 'Bo' }, report: reportOf({ add: 0, sort: 3 }) }),
    rowOf({ student: { id: 'cy' } }),
  ];
  const pageIn = (lang: Lang, about = rows) => summaryHtml(about, { assignment, lang });

  const texts: Record<Lang, string[]> = {
    en: [
      '<html lang="en">',
      '<title>Sums: the class</title>',
      '>Who needs a look</h2>',
      '>Distribution</h2>',
      '>Hardest tests</h2>',
      '>Common failures</h2>',
      '>What students declare</h2>',
      '>Item analysis</h2>',
      '>Sections side by side</h2>',
      '<code>sort/sort-works</code></b> Everybody gets the same part of the points.',
      '2 submissions. Cronbach&#39;s alpha: 0.',
      '>Students</h2>',
      'Median score: 4.63 of 10 points',
      '3 students: 2 graded, 1 without a submission. Above: median of 2 scores.',
      '<td>failed: 2</td>',
      '<title id="total-chart">Total, number of students. 3 to 4: 1; 6 to 7: 1.</title>',
      '<title id="hours-chart">Hours, median 6.5, number of students. 6 to 8: 1.</title>',
      '<title id="difficulty-chart">Difficulty, median 7, number of students. 7: 1.</title>',
    ],
    'pt-BR': [
      '<html lang="pt-BR">',
      '<title>Sums: a turma</title>',
      '>Quem merece atenção</h2>',
      '>Distribuição</h2>',
      '>Testes mais difíceis</h2>',
      '>Falhas em comum</h2>',
      '>O que os alunos declaram</h2>',
      '>Análise de itens</h2>',
      '>Turmas lado a lado</h2>',
      '<code>sort/sort-works</code></b> Todos obtêm a mesma parte dos pontos.',
      '2 entregas. Alfa de Cronbach: 0.',
      '>Alunos</h2>',
      'Nota mediana: 4,63 de 10 pontos',
      '3 alunos: 2 com nota, 1 sem entrega. Acima: mediana de 2 notas.',
      '<td>falhou: 2</td>',
      '<title id="total-chart">Total, número de alunos. 3 a 4: 1; 6 a 7: 1.</title>',
      '<title id="hours-chart">Horas, mediana 6,5, número de alunos. 6 a 8: 1.</title>',
      '<title id="difficulty-chart">Dificuldade, mediana 7, número de alunos. 7: 1.</title>',
    ],
  };
  for (const [lang, expected] of Object.entries(texts) as [Lang, string[]][]) {
    const page = pageIn(lang);
    for (const text of expected) it(`says in ${lang}: ${text}`, () => expect(page).to.contain(text));
  }

  it('needs no script and no other file, and runs none that a student wrote', () => {
    expect(pageIn('en')).not.to.match(/<script|<link|<img|\ssrc=|url\(|@import/i);
    expect(pageIn('en')).to.match(/Content-Security-Policy" content="default-src &#39;none&#39;/);
  });

  it('names who failed in the same way, and folds many names away', () => {
    const many = Array.from({ length: 20 }, (_, at) =>
      rowOf({ student: { id: `s${at}`, name: `Student ${at}` }, report: reportOf({ add: 0, sort: 6 }) }),
    );
    const page = pageIn('en', many);
    const failures = page.slice(page.indexOf('id="failures"'), page.indexOf('id="items"'));
    expect(failures).to.contain('<a href="instructor/s0.html"><bdi>Student 0</bdi></a>');
    expect(failures).to.contain('<summary>and 14 more</summary>').and.to.contain('Student 19');
  });

  it('says which mistake explains wrong answers, and whose they are', () => {
    const withMistake = (id: string, mistake: string) => {
      const report = reportOf({ add: 0, sort: 6 });
      const diagnosis = {
        mistake,
        says: `It is ${mistake}.`,
        look: null,
        how: 'relation' as const,
        tests: [],
      };
      report.questions[0]!.diagnosis = diagnosis;
      return rowOf({ student: { id, name: `Name ${id}` }, report });
    };
    const page = pageIn('en', [
      withMistake('a', 'off by one'),
      withMistake('b', 'half'),
      withMistake('c', 'half'),
    ]);
    const section = page.slice(page.indexOf('id="mistakes"'), page.indexOf('id="failures"'));
    expect(section).to.match(
      /It is half\..*<td class="number">2<\/td>.*Name b.*Name c.*It is off by one\..*Name a/s,
    );
  });

  it('sets hours against points, and says when there is nothing to see', () => {
    const declared = (hours: number, sort: number) => {
      const values = { hours, difficulty: 5, expectedGrade: null, llmUse: null, comments: null };
      const report = reportOf({ add: 4, sort }, { declaration: { status: 'given', values, problems: [] } });
      return rowOf({ student: { id: `s${hours}` }, report });
    };
    // scipy.stats.spearmanr([1, 2, 3, 4], [6, 5, 5, 1]) is -0.9486832980505138.
    const page = pageIn('en', [declared(1, 6), declared(2, 5), declared(3, 5), declared(4, 1)]);
    expect(page).to.contain('Hours and points: -0.95 (4 declarations)');
    expect(page).to.contain('Declared difficulty and points: one of them is the same for everybody');
  });

  it('is the same page for the same results', () => expect(pageIn('en')).to.equal(pageIn('en')));

  it('can also be about nobody', () => {
    expect(pageIn('en', [])).to.contain('The class is empty.');
    expect(pageIn('en', [rows[2]!])).to.contain('nothing was handed in');
    expect(pageIn('pt-BR', [rows[2]!])).to.contain('nada foi entregue');
  });
});
