import { expect } from 'chai';
import path from 'node:path';
import { temporaryFolder, writeTree } from '../class/support';
import { bookOf } from './support';

describe('term.yaml', () => {
  const of = (groups: string, head = 'title: T\nmissing: zero') => `${head}\ngroups:\n${groups}\n`;
  const labs = (more: string, assignments = '[{ class: a }, { class: b }]') =>
    of(`  - { title: Labs, weight: 100, ${more} assignments: ${assignments} }`);

  const mistakes: [string, string, RegExp][] = [
    [
      'weights that are not 100',
      of('  - { title: Labs, weight: 60, assignments: [{ class: a }] }'),
      /:3:\d+: groups: the weights are 60 together; they are per cent, and make 100/,
    ],
    [
      'nothing about what is missing',
      of('  - { title: L, weight: 100, assignments: [{ class: a }] }', 'title: T'),
      /missing: expected one of "zero", "leave-out"/,
    ],
    [
      'rules that drop everything',
      labs('dropLowest: 2,'),
      /dropLowest: drops 2 of 2, and nothing would be left/,
    ],
    [
      'weights where results are dropped',
      labs('dropLowest: 1,', '[{ class: a }, { class: b, weight: 2 }]'),
      /:4:\d+: groups\[0\]\.assignments\[1\]\.weight: a group that drops results counts each of them the same/,
    ],
    [
      'two groups of one title',
      of(
        [
          '  - { title: L, weight: 50, assignments: [{ class: a }] }',
          '  - { title: L, weight: 50, assignments: [{ class: b }] }',
        ].join('\n'),
      ),
      /groups\[1\]\.title: another group has this title/,
    ],
    ['a group of nothing', labs('', '[]'), /assignments: expected .*1/],
    ['a key that nobody knows', labs('drop: 1,'), /unknown key "drop"/],
    ['an id that is a column', labs('', '[{ class: a, id: total }]'), /"total" is a column of its own/],
  ];
  for (const [name, text, message] of mistakes) {
    it(`is refused with the line: ${name}`, async () => {
      const file = path.join(writeTree(temporaryFolder(), { 'term.yaml': text }), 'term.yaml');
      const error = await bookOf(file).catch((thrown: Error) => thrown);
      expect(error).to.have.property('name', 'AuthorError');
      expect((error as Error).message).to.match(message);
    });
  }
});
