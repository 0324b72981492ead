import { expect, suite } from 'boletim/suite';
import type { Lab } from '../lab';

suite<Lab>('count-labels', ({ test, penalty }) => {
  // `evaluate` would wait for a promise, and that is no Map; the callbacks tell one from the other.
  // Map keeps the order of first occurrence by itself, so the entries can be compared as a list.
  test(
    'counts',
    { title: { en: 'counts cats and dogs', 'pt-BR': 'conta gatos e cachorros' } },
    async ({ evaluate }) => {
      const counts = await evaluate(({ countLabels }) => {
        const returned: unknown = countLabels(['cat', 'dog', 'cat']);
        return returned instanceof Promise ? 'a promise' : returned;
      });
      expect(entriesOf(counts)).to.deep.equal([
        ['cat', 2],
        ['dog', 1],
      ]);
    },
  );

  // A plain object would already have something under "constructor", and would lose "__proto__".
  test(
    'awkward-labels',
    {
      title: { en: 'labels that plain objects get wrong', 'pt-BR': 'rótulos que objetos comuns erram' },
      hint: {
        en: 'Which names does an empty object know already? Print what you count in before you count.',
        'pt-BR': 'Que nomes um objeto vazio já conhece? Imprima aquilo em que você conta antes de contar.',
      },
    },
    async ({ evaluate }) => {
      const counts = await evaluate(({ countLabels }) => {
        const returned: unknown = countLabels(['constructor', '__proto__', '', 'constructor']);
        return returned instanceof Promise ? 'a promise' : returned;
      });
      expect(entriesOf(counts)).to.deep.equal([
        ['constructor', 2],
        ['__proto__', 1],
        ['', 1],
      ]);
    },
  );

  // Whoever passes a list does not expect to find it sorted or emptied afterwards.
  penalty(
    'changes-its-input',
    {
      title: { en: 'changes the list it was given', 'pt-BR': 'muda a lista que recebeu' },
      hint: {
        en: 'Some methods of lists change the list itself, others give a new one.',
        'pt-BR': 'Alguns métodos de listas mudam a própria lista, outros dão uma nova.',
      },
    },
    async ({ evaluate }) => {
      const after = await evaluate(
        ({ countLabels }, { labels }) => {
          countLabels(labels);
          return labels;
        },
        { labels: ['b', 'a', 'b'] },
      );
      expect(after).to.deep.equal(['b', 'a', 'b']);
    },
  );
});

function entriesOf(counts: unknown): unknown[] {
  expect(counts, 'countLabels(…)').to.be.a('map');
  return [...(counts as Map<string, number>)];
}
