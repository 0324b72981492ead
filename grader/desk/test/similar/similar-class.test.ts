import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { similarClass } from '../../similar/similar-class';
import { HOSTILE } from '../../../test/reporters/hostile-text';
import { rowOf, reportOf, temporaryFolder } from '../../../teaching/test/class/support';
import { writeOut } from '../return/support';
import { disguise, type Files } from './disguises';
import { drawsFrom } from './draws';
import { independentAnswer } from './independent-answers';

describe('boletim similar', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const { draw } = drawsFrom(21);
  const rowWith = (id: string, files: Files, origin = id) => {
    const report = reportOf({ add: 4, sort: 3 });
    report.submission.digest = id.padEnd(64, '0');
    return rowOf({ student: { id, name: `Name ${id}` }, report, row: { files, origin } });
  };
  const strangers = (prefix: string) =>
    Array.from({ length: 25 }, (_, at) => rowWith(`${prefix}${at}`, independentAnswer(draw)));
  const pairsOf = (out: string) =>
    parse(fs.readFileSync(path.join(out, 'similar/pairs.csv')), { bom: true, columns: true }) as Record<
      string,
      string
    >[];

  it('writes a page with every pair to look at, and both sides of it', async () => {
    const rows = strangers('s');
    rows.push(rowWith('copy', await disguise(rows[3]!.files, 'renamed', { own: rows[4]!.files, draw })));
    const out = await writeOut(path.join(root, 'plain'), rows);
    const { page } = await similarClass(out, { earlier: [] });
    expect(pairsOf(out)[0]).to.include({
      submission: 'Name s3',
      'other submission': 'Name copy',
      marked: 'yes',
    });
    expect(fs.readFileSync(page, 'utf8')).to.contain('Name copy').and.to.contain('pair-1.html');
    const pair = fs.readFileSync(path.join(out, 'similar/pair-1.html'), 'utf8');
    expect(pair.match(/<li class="rare">/g)!.length).to.be.above(20);
    expect(pair).to.contain('src/read-table.ts');
  });

  it('counts a group once, and finds what an earlier term handed in', async () => {
    const old = strangers('old');
    const before = await writeOut(path.join(root, 'before'), old);
    const rows = strangers('s');
    const group = independentAnswer(draw);
    rows.push(rowWith('g1', group, 'group.zip'), rowWith('g2', group, 'group.zip'));
    rows.push(rowWith('copy', await disguise(old[7]!.files, 'formatted', { own: rows[4]!.files, draw })));
    const out = await writeOut(path.join(root, 'now'), rows);
    const { submissions } = await similarClass(out, { earlier: [before] });
    expect(submissions).to.have.length(25 + 25 + 2);
    expect(pairsOf(out)[0]).to.include({
      submission: 'Name copy',
      'other submission': `Name old7 (${before})`,
    });
    expect(
      pairsOf(out).filter((pair) => /g1/.test(pair.submission! + pair['other submission']!)),
    ).to.deep.equal([]);
  });

  it('shows names and code as text, whatever they hold, in both languages', async () => {
    const files = Object.fromEntries(
      HOSTILE.slice(0, 12).map((text, at) => [
        `src/${at}.ts`,
        `${text}\n${Object.values(independentAnswer(draw)).join('\n')}`,
      ]),
    );
    const rows = [...strangers('s'), rowWith('a', files), rowWith('b', { ...files, 'src/x.ts': 'x' })];
    rows.forEach((row, at) => (row.student.name = HOSTILE[at % HOSTILE.length]!));
    for (const lang of ['en', 'pt-BR'] as const) {
      const out = await writeOut(path.join(root, `hostile-${lang}`), rows, { lang });
      await similarClass(out, { earlier: [] });
      for (const name of ['index.html', 'pair-1.html']) {
        const page = fs.readFileSync(path.join(out, 'similar', name), 'utf8');
        expect(page).to.contain(`<html lang="${lang}">`);
        expect(page).not.to.match(/<script|<img|<svg onload|\son\w+=['"]?document/i);
      }
    }
  });

  it('removes the pages of pairs that are no more, and has a word for a class without any', async () => {
    const out = await writeOut(path.join(root, 'plain'), strangers('t').slice(0, 2));
    const { marked, page } = await similarClass(out, { earlier: [] });
    expect(marked).to.equal(0);
    expect(fs.readFileSync(page, 'utf8')).to.contain('No two submissions share more than chance explains.');
    expect(
      fs.readdirSync(path.join(out, 'similar')).filter((name) => name.startsWith('pair-')),
    ).to.deep.equal([]);
  });

  it('asks for another run where a class keeps no code', async () => {
    const out = await writeOut(path.join(root, 'old-version'), [rowWith('a', {}), rowWith('b', {})]);
    fs.rmSync(path.join(out, '.hand-ins'), { recursive: true });
    const outcome = await similarClass(out, { earlier: [] }).catch((error: Error) => error.message);
    expect(outcome).to.match(/keeps no code.*run boletim class again/);
    expect(await similarClass(root, { earlier: [] }).catch(String)).to.match(/has no class\.json/);
  });
});
