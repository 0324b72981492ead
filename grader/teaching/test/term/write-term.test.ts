import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fs from 'node:fs';
import path from 'node:path';
import { writeTerm } from '../../term';
import { temporaryFolder } from '../class/support';
import { bookOf, row, termYaml, writeClasses } from './support';

describe('the grade book of a term', () => {
  const problem = { code: 'corrupt' as const, message: 'no zip' };
  const unread = { outcome: 'not-gradable' as const, problem, origin: 'bo.zip' };
  const root = writeClasses(temporaryFolder(), {
    a: [row('ana', 10, { lateHours: 1 }), row('bo', null, { row: unread }), row('cy', 7)],
    b: [row('ana', 10), row('bo', 5)],
  });
  const file = termYaml(root, ['a', 'b']);
  const out = path.join(root, 'book');

  const write = async (lang: 'en' | 'pt-BR' = 'en') => {
    const warnings = await writeTerm(await bookOf(file, lang), out);
    const table = parse(fs.readFileSync(path.join(out, 'term.csv')), { bom: true }) as string[][];
    return { warnings, table, names: fs.readdirSync(out).sort() };
  };

  it('says in words what points do not', async () => {
    const { table } = await write();
    expect(table).to.deep.equal([
      [
        'id',
        'name',
        'email',
        'section',
        'a',
        'a of',
        'a note',
        'b',
        'b of',
        'b note',
        'Labs %',
        'total',
        'of',
        'notes',
      ],
      [
        'ana',
        'Ana Reis',
        'ana@x.edu',
        '',
        '9',
        '10',
        '1 taken off for lateness already',
        '10',
        '10',
        '',
        '95',
        '95',
        '100',
        '',
      ],
      [
        'bo',
        'Bo Reis',
        'bo@x.edu',
        '',
        '0',
        '10',
        'could not be graded (no zip) and counts 0',
        '5',
        '10',
        '',
        '25',
        '25',
        '100',
        '',
      ],
      [
        'cy',
        'Cy Reis',
        'cy@x.edu',
        '',
        '7',
        '10',
        '',
        '',
        '10',
        'not in this class; say in term.yaml what that counts ("absent"), or excuse the student',
        '',
        '',
        '100',
        '',
      ],
    ]);
  });

  it('names on the terminal what was counted and what could not be', async () => {
    expect((await write()).warnings).to.deep.equal([
      'a, could not be graded (no zip) and counts 0: bo',
      'b, not in this class; say in term.yaml what that counts ("absent"), or excuse the student: cy',
      'no total: cy',
      'canvas.csv: 1 student has no grade in a column, which a blank would clear; canvas-a.csv has the grades there are',
      'moodle.csv: 1 student has no grade in a column, which a blank would clear; moodle-a.csv has the grades there are',
    ]);
  });

  it('says all of it in Portuguese too', async () => {
    const { warnings, table } = await write('pt-BR');
    expect([...warnings, ...table.slice(1).flat()].join('\n')).not.to.match(
      /\b(the|is|not|counts|total:|has|for)\b/,
    );
    expect(warnings).to.include('sem total: cy');
  });

  it('takes away what an earlier run wrote and this one does not, and nothing else', async () => {
    await write();
    fs.writeFileSync(path.join(out, 'canvas-old.csv'), '');
    fs.writeFileSync(path.join(out, 'notes.txt'), 'mine');
    expect((await write()).names).to.deep.equal([
      ...['canvas-a.csv', 'canvas.csv', 'moodle-a.csv', 'moodle.csv', 'notes.txt', 'term.csv', 'term.html'],
    ]);
  });

  it('is rounded once, half up', async () => {
    const thirds = writeClasses(temporaryFolder(), {
      a: [row('ana', 10), row('bo', 1)],
      b: [row('ana', 9.995), row('bo', 1.01)],
    });
    const { rows } = await bookOf(termYaml(thirds, ['a', 'b'], 'points: 10\ndecimals: 2'));
    expect(rows.map(({ total }) => total)).to.deep.equal([10, 1.01]);
  });

  it('shows one total everywhere, with as many decimals as the term has', async () => {
    const thirds = writeClasses(temporaryFolder(), { a: [row('ana', 10 / 3)] });
    const folder = path.join(root, 'fine');
    await writeTerm(await bookOf(termYaml(thirds, ['a'], 'points: 1\ndecimals: 4')), folder);
    const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8');
    expect(read('term.html')).to.contain('<b>0.3333</b>');
    expect([read('moodle.csv'), read('term.csv')].map((text) => text.includes(',0.3333'))).to.deep.equal([
      true,
      true,
    ]);
  });

  it('is not written into a file', async () => {
    const refusal = await writeTerm(await bookOf(file), file).catch((error: Error) => error.message);
    expect(refusal).to.match(/cannot be a folder for results \(it is a file\); give --out another/);
  });

  it('is not written over a class', async () => {
    const refusal = await writeTerm(await bookOf(file), path.join(root, 'a')).catch(
      (error: Error) => error.message,
    );
    expect(refusal).to.match(/is the output folder of a class; give --out a folder of its own/);
  });
});
