import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { writeClass, writeStudent } from '../../class/class-output';
import { CANARY } from '../../../test/reporters/hostile-text';
import { reportOf, rowOf, temporaryFolder, testOf } from './support';

describe('the output folder of a class', () => {
  const root = temporaryFolder();
  let count = 0;
  const report = reportOf({ add: 4, sort: 3 }, { authorErrors: [`suite.ts: ${CANARY}`] });
  report.questions[0]!.tests.push(
    testOf({
      ...{ id: 'unseen', title: CANARY, status: 'failed', hidden: true, visibility: 'never', maxPoints: 0 },
      ...{ message: CANARY, expected: CANARY, actual: CANARY, output: CANARY, location: CANARY },
    }),
  );
  const ana = rowOf({ student: { id: 'ana', email: 'ana@x.edu', canvasId: '1', moodleId: '4711' }, report });
  const worksheet = 'Identifier,Grade,Last modified (grade),Feedback comments\nParticipant 4711,,-,\n';

  const write = async (rows = [ana]) => {
    const out = path.join(root, String(count++));
    for (const row of rows) await writeStudent(row, { out, lang: 'en', released: true });
    const assignment = { id: 'sums', title: 'Sums', version: '1.0.0' };
    await writeClass(rows, {
      out,
      lang: 'en',
      released: true,
      assignment,
      worksheet: { text: worksheet, file: 'worksheet.csv' },
    });
    return out;
  };
  const filesWith = (out: string, text: string) =>
    (fs.readdirSync(out, { recursive: true }) as string[])
      .filter((file) => fs.statSync(path.join(out, file)).isFile())
      .filter((file) => fs.readFileSync(path.join(out, file), 'utf8').includes(text))
      .sort();

  it('shows what is secret to teachers alone', async () => {
    const secret = filesWith(await write(), CANARY);
    expect(secret).to.include('instructor/ana.json');
    expect(secret.filter((file) => !/^instructor\/|^summary\.html$/.test(file))).to.deep.equal([]);
  });

  it('leaves files alone that have not changed', async () => {
    const out = await write();
    const page = path.join(out, 'students/ana/report.html');
    fs.utimesSync(page, 1, 1);
    await writeStudent(ana, { out, lang: 'en', released: true });
    expect(fs.statSync(page).mtimeMs).to.equal(1000);
  });

  it('follows the language that is asked for, also where nothing else changed', async () => {
    const out = await write();
    await writeStudent(ana, { out, lang: 'pt-BR', released: true });
    for (const page of ['students/ana/report.html', 'instructor/ana.html'])
      expect(fs.readFileSync(path.join(out, page), 'utf8')).to.contain('<html lang="pt-BR">');
  });

  it('has no gradebook file that would hold nobody, not even from an earlier run', async () => {
    const out = await write();
    expect(fs.existsSync(path.join(out, 'canvas.csv'))).to.equal(true);
    const warnings = await writeClass([rowOf({ student: { id: 'bo' } })], {
      out,
      lang: 'en',
      released: true,
      assignment: { id: 'sums', title: 'Sums', version: '1.0.0' },
    });
    expect(fs.existsSync(path.join(out, 'canvas.csv'))).to.equal(false);
    expect(warnings).to.include('canvas.csv was not written: it would hold nobody');
  });
});
