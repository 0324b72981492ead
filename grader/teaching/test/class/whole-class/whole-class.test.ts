import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { LANGS, type Lang } from '@boletim/grader/reporters';
import { gradeClass, parseRoster, withGroups } from '../../../class';
import { parseCsv } from '../../../class/csv';
import { temporaryFolder, writeTree } from '../support';
import { EXPECTED } from './expected';
import { canvas, github, gradescope, moodle, type PlatformDownload } from './platforms';

/** Words that no Portuguese sentence has. */
const ENGLISH = /\b(the|is|was|were|not|of|in|by|with|and|from|nobody|handed|left)\b/;

/** Sixty students with every trap, as four platforms hand them over: one table is right for all. */
describe('a whole class', function () {
  this.timeout(300_000);
  const root = temporaryFolder();
  const assignment = loadAssignment('warmup');

  interface Case {
    name: string;
    download: PlatformDownload;
    lang: Lang;
    reversed: boolean;
  }

  const grade = async ({ name, download, lang, reversed }: Case) => {
    const out = path.join(root, `${name}-${lang}-${reversed}`);
    const place = path.join(root, 'in', `${name}-${reversed}`);
    const entries = Object.entries(download.files);
    writeTree(place, Object.fromEntries(reversed ? entries.reverse() : entries));
    const order = <Item>(list: Item[]) => (reversed ? list.reverse() : list);
    const students = parseRoster(download.roster, 'roster.csv');
    const roster =
      download.groups === undefined ? students : withGroups(students, download.groups, 'groups.csv');
    const result = await gradeClass({
      ...{
        assignment,
        out,
        lang,
        roster: order(roster),
        reviews: new Map(),
        groupWork: download.groups !== undefined,
      },
      ...{ submissions: path.join(place, download.submissions), sandbox: 'process', device: 'cpu', seed: 1 },
      ...{ typeCheck: false, jobs: 2, force: false, retry: false, released: false, canvasColumn: 'Lab (9)' },
      worksheet:
        download.worksheet === undefined ? undefined : { text: download.worksheet, file: 'worksheet.csv' },
    });
    return {
      ...result,
      out,
      read: (file: string) => parseCsv(fs.readFileSync(path.join(out, file), 'utf8'), file),
    };
  };

  const scored = EXPECTED.filter(([, score]) => score !== '-').map(([id, score]) => [id, score]);

  /** What each platform takes back: id and score of everybody whom the file has. */
  const gradebooks: Record<string, (read: (file: string) => ReturnType<typeof parseCsv>) => string[][]> = {
    moodle: (read) =>
      read('moodle-worksheet.csv')
        .rows.filter(({ cells }) => cells[5] !== '')
        .map(({ cells }) => [cells[2]!, cells[5]!.replace(',', '.')]),
    canvas: (read) =>
      read('canvas.csv')
        .rows.slice(1)
        .map(({ cells }) => [cells[2]!, cells[5]!]),
    gradescope: (read) =>
      read('moodle.csv').rows.map(({ cells }) => [cells[0]!.slice(0, 3).toUpperCase(), cells[1]!]),
  };

  for (const [name, make] of Object.entries({ moodle, canvas, gradescope, github })) {
    for (const lang of LANGS) {
      for (const reversed of [false, true]) {
        it(`gets the grades of the table from ${name} in ${lang}${reversed ? ', every order reversed' : ''}`, async () => {
          const { rows, read, recognised, warnings } = await grade({
            name,
            download: await make(),
            lang,
            reversed,
          });
          const found = read('grades.csv').rows.map(({ cells }) => [cells[0]!, cells[4] || '-', cells[6]!]);
          expect(found.sort()).to.deep.equal(EXPECTED);
          const book = gradebooks[name]?.(read).sort();
          // Moodle keeps the locked grade of S01.
          const wanted = name === 'moodle' ? scored.filter(([id]) => id !== 'S01') : scored;
          if (book) expect(book).to.deep.equal(wanted);
          expect(recognised.toLowerCase()).to.contain(name);
          expect(warnings.join('\n')).not.to.match(/a row of its own|uma linha à parte/);
          const said = [
            recognised,
            ...warnings,
            ...rows.flatMap(({ notes, doubts }) => [...notes, ...doubts]),
          ];
          if (lang === 'pt-BR') expect(said.join('\n')).not.to.match(ENGLISH);
          const notesOf = (id: string) => rows.find(({ student }) => student.id === id)!.notes.join('; ');
          for (const id of ['S11', 'S12', 'S13'])
            expect(notesOf(id)).to.match(/Equipe 3|handed in together by|entregue em conjunto por/);
          expect(notesOf('S09')).to.match(
            /200 (other files were counted and not read|outros arquivos foram contados e não lidos)/,
          );
        });
      }
    }
  }

  it('puts first who has a file beside a name alike, after who could not be graded', async () => {
    const { out } = await grade({ name: 'github', download: await github(), lang: 'en', reversed: false });
    const page = fs.readFileSync(path.join(out, 'summary.html'), 'utf8');
    const places = ['it holds declaration.yaml', 'it holds essay.pdf', 'src/mean (1).ts'].map((text) =>
      page.indexOf(text),
    );
    expect(Math.min(...places)).to.be.above(0);
    expect([...places].sort((a, b) => a - b)).to.deep.equal(places);
  });
});
