import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import type { ClassRow } from '../../class/class-row';
import { temporaryFolder, writeTree } from '../class/support';
import { bookOf, row, termYaml, writeClasses } from './support';

describe('the people of a term', () => {
  const classes = (a: ClassRow[], b: ClassRow[], more = '') => {
    const root = writeClasses(temporaryFolder(), { a, b });
    return termYaml(root, ['a', 'b'], more);
  };
  const totals = async (file: string) =>
    (await bookOf(file)).rows.map(({ label, total }) => [label, total] as [string, number | null]);
  const refusal = (file: string) =>
    bookOf(file).then(
      () => '',
      (error: Error) => `${error.name}: ${error.message}`,
    );

  it('are the same by id, in the order in which they come', async () => {
    const file = classes([row('bo', 8), row('ana', 10)], [row('ana', 5), row('bo', 4)]);
    expect(await totals(file)).to.deep.equal([
      ['Bo Reis', 60],
      ['Ana Reis', 75],
    ]);
  });

  it('are those of the roster first, whoever handed in', async () => {
    const file = classes([row('bo', 8), row('ana', 10)], [row('ana', 5), row('bo', 4)], 'roster: r.csv');
    writeTree(path.dirname(file), { 'r.csv': 'id,name\nana,Ana Reis\nbo,\nzoe,Zoe\n' });
    const { rows } = await bookOf(file);
    expect(rows.map(({ student, total }) => [student.id, student.name, total])).to.deep.equal([
      ['ana', 'Ana Reis', 75],
      ['bo', 'Bo Reis', 60],
      ['zoe', 'Zoe', null],
    ]);
  });

  it('are two where two have one name in one class', async () => {
    const twin = (points: number) => row('bo2', points, { student: { id: 'bo2', name: 'Bo Reis' } });
    const file = classes([row('bo', 8), twin(10)], [row('bo', 8), twin(0)]);
    expect(await totals(file)).to.deep.equal([
      ['Bo Reis (bo)', 80],
      ['Bo Reis (bo2)', 50],
    ]);
  });

  it('may be one under two ids, and that is said where nothing proves it', async () => {
    const other = row('bo2', 8, { student: { id: 'bo2', name: 'Bo Reis' } });
    const { rows } = await bookOf(classes([row('ana', 1), row('bo', 8)], [row('ana', 1), other]));
    expect(rows.map(({ notes }) => notes.join())).to.deep.equal([
      '',
      'has the name of bo2, and both are never in one class; if they are one student, write "same" into term.yaml',
      'has the name of bo, and both are never in one class; if they are one student, write "same" into term.yaml',
    ]);
    expect(rows.map(({ total }) => total)).to.deep.equal([10, null, null]);
  });

  it('are one under two ids where term.yaml says so', async () => {
    const other = row('s7', 4, { student: { id: 's7', email: 'else@x.edu', canvasId: '' } });
    const file = classes([row('ana', 1), row('bo', 8)], [row('ana', 1), other], 'same: [[bo, s7]]');
    expect(await totals(file)).to.deep.equal([
      ['Ana Reis', 10],
      ['Bo Reis', 60],
    ]);
  });

  const like = (id: string, fields: object) => row(id, 5, { student: { id, ...fields } });
  const contradictions: [string, ClassRow[], ClassRow[], string, RegExp][] = [
    [
      'two ids with one e-mail',
      [row('ana', 1), row('bo', 8)],
      [row('ana', 1), like('s7', { email: 'BO@x.edu' })],
      '',
      /bo and s7 have bo@x\.edu in common, in different classes; .* "same: \[\[bo, s7\]\]"/,
    ],
    [
      "two ids with one number of Canvas'",
      [row('ana', 1), row('bo', 8)],
      [row('ana', 1), like('s7', { canvasId: 'c-bo' })],
      '',
      /bo and s7 have c-bo in common/,
    ],
    [
      'one id with two names',
      [row('ana', 1)],
      [like('ana', { name: 'Carla Dias' })],
      '',
      /ana is "Carla Dias" in .*b and "Ana Reis" elsewhere; grade all classes with one roster/,
    ],
    [
      'one id with two e-mails',
      [row('ana', 1)],
      [like('ana', { email: 'a2@x.edu' })],
      '',
      /ana is "a2@x\.edu" in .*b and "ana@x\.edu" elsewhere/,
    ],
    [
      'one student twice in a class',
      [row('ana', 1), row('bo', 8)],
      [row('ana', 1)],
      'same: [[bo, ana]]',
      /ana and bo are one student in term\.yaml, and two in a/,
    ],
    [
      '"same" about nobody',
      [row('ana', 1)],
      [row('ana', 1)],
      'same: [[ana, zoe]]',
      /"same" in term\.yaml names nobody of the classes: zoe/,
    ],
    [
      'a class of other people',
      [row('ana', 1), row('bo', 1), row('cy', 1)],
      [row('ana', 1), row('x', 1), row('y', 1)],
      '',
      /Only 1 of 3 students of b are in a; was it graded with another roster\?/,
    ],
  ];
  for (const [name, a, b, more, message] of contradictions) {
    it(`are refused: ${name}`, async () => {
      expect(await refusal(classes(a, b, more)))
        .to.match(/^UsageError: /)
        .and.to.match(message);
    });
  }

  it('are not mixed up by a name that is only the id', async () => {
    const file = classes(
      [row('s1', 4, { student: { id: 's1', name: 's1' } })],
      [row('s1', 6, { student: { id: 's1', name: 'Ana Lima' } })],
    );
    expect(await totals(file)).to.deep.equal([['Ana Lima', 50]]);
  });

  it('are refused where a class of the roster has mostly others', async () => {
    const file = classes([row('ana', 1)], [row('ana', 1)], 'roster: r.csv');
    fs.writeFileSync(path.join(path.dirname(file), 'r.csv'), 'id\nzoe\n');
    expect(await refusal(file)).to.match(/Only 0 of 1 students of a are in the roster of term\.yaml/);
  });
});
