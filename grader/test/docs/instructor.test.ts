import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { COURSE, filesBelow, SOLUTIONS } from '../../system/paths';
import { unzip } from '../../desk/test/return/support';
import { temporaryFolder, writeTree, zipOf } from '../../teaching/test/class/support';
import { AN_HOUR_BEFORE, Specimen } from '../../teaching/test/collect/support';
import { temporaryFolderInside } from '../support/folders';

/** Where `npm run boletim --` means this checkout's program. */
const PROGRAM = `npm() { shift 3; node ${path.join(COURSE, 'grader/bin/boletim.js')} "$@"; }`;

/**
 * Runs every command of docs/instructor.md in its order. The page is about the CNN lab; here its commands are about
 * the warm-up, which takes seconds, and about hidden suites of its own.
 */
describe('the commands of docs/instructor.md', function () {
  this.timeout(180_000);
  const page = fs.readFileSync(path.join(COURSE, 'docs', 'instructor.md'), 'utf8');
  const root = temporaryFolder();
  const dated = path.join(temporaryFolderInside(), 'warmup');
  const inWarmup = (text: string) =>
    text
      .replace(/\bcnn\b/g, 'warmup')
      .replace(/\bfreeze\b/g, 'mean')
      .replace('https://github.com/course', root);
  const outputs = new Map<string, string>();

  before(async () => {
    const solution = readSolution();
    writeTree(path.join(root, 'term'), {
      'submissions/ana.zip': await zipOf(solution),
      'submissions/bo/src/mean.ts': solution['src/mean.ts']!,
      'submissions/cy.zip': 'this is no archive, only a text with its name',
      'submissions/dee/essay.txt': 'x',
      'roster.csv':
        'id,name,email,canvas_id,moodle_id,handed_in\nana,Ana,a@x.edu,1,4711,2026-12-07 11:59\nbo,Bo,b@x.edu,2,12,2026-12-08 08:00\ncy,Cy,,,,\ndee,Dee,,,,\neve,Eve,,,,\n',
      'worksheet.csv':
        'Identifier,Email address,Grade,Maximum Grade,Last modified (grade),Feedback comments\nParticipant 4711,a@x.edu,,10.00,-,\n',
    });
    for (const id of ['ana', 'bo', 'cy', 'dee', 'eve']) {
      const own = new Specimen(path.join(root, 'repositories', id));
      if (id === 'ana') own.commit({ at: AN_HOUR_BEFORE, files: solution });
      own.bare(path.join(root, `lab-${id}.git`));
    }
    const lab = await zipOf(solution);
    writeTree(path.join(root, 'term'), {
      'groups.csv': tableOf('group,id'),
      'extensions.csv': inWarmup(tableOf('student,group,')),
      'comments.csv': inWarmup(tableOf('student,question,')),
      'download.zip': await zipOf({ 'Equipe 3_4009_assignsubmission_file/lab.zip': lab }),
      'anonymous.zip': await zipOf({ 'anon_x7YpQ_1203_ana.zip': lab, 'anon_q2ZzZ_1204_bo.zip': lab }),
      'named.zip': await zipOf({ 'ana_1_1203_ana.zip': lab, 'bo_2_1204_bo.zip': lab }),
      'term.yaml': blocks('yaml').find((text) => text.startsWith('# term/term.yaml'))!,
    });
    const [review] = blocks('yaml').filter((text) => text.startsWith('# term/reviews/ana.yaml'));
    writeTree(root, { 'term/reviews/ana.yaml': inWarmup(review!) });
    const [dates] = blocks('yaml').filter((text) => text.startsWith('timeZone: '));
    copyWarmup(dated, dates!);
    fs.mkdirSync(path.join(root, 'solutions', 'warmup'), { recursive: true });
    fs.symlinkSync(
      path.join(COURSE, 'grader/test/specimens/warmup-hidden'),
      path.join(root, 'solutions/warmup/suites'),
    );
  });

  for (const command of blocks('sh').flatMap(commandsOf)) {
    it(command.slice(0, 100), async () => {
      if (/ review (?!.*--(im|ex)port)/.test(command)) return review(inWarmup(command));
      const place = command.includes('--extensions') ? dated : 'warmup';
      const { status, stdout, stderr } = run(inWarmup(command).replace(/ warmup /, ` ${place} `));
      expect(status, stderr + stdout).to.equal(0);
      outputs.set(command, stdout);
    });
  }

  it('leave what the page promises: files for students, teachers and gradebooks', () => {
    expect(fs.readdirSync(path.join(root, 'term/second')).sort()).to.deep.equal([
      ...[
        '.hand-ins',
        '.previous',
        '.results',
        'canvas.csv',
        'class.json',
        'class.yaml',
        'grades.csv',
        'instructor',
      ],
      ...['items.csv', 'moodle-worksheet.csv', 'moodle.csv', 'return', 'students', 'summary.html'],
    ]);
    const grades = parse(fs.readFileSync(path.join(root, 'term/second/grades.csv')), {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    expect(grades.map(({ id, score, outcome }) => [id, score, outcome])).to.deep.equal([
      ['ana', '9.5', 'graded'],
      ['bo', '3', 'graded'],
      ['cy', '0', 'not-gradable'],
      ['dee', '0', 'not-gradable'],
      ['eve', '', 'no-submission'],
    ]);
  });

  it('collect repositories, with the reason where there is nothing', () => {
    const { rows } = JSON.parse(fs.readFileSync(path.join(root, 'term/from-git/class.json'), 'utf8')) as {
      rows: { id: string; grade: { score: number }; notes: string[] }[];
    };
    expect(rows.map(({ id, grade, notes }) => [id, grade.score, ...notes]).slice(0, 2)).to.deep.equal([
      ['ana', 10],
      ['bo', 0, 'not collected: the repository is empty: nothing was pushed'],
    ]);
  });

  it("give a group's download to all its members, and each row says so", () => {
    const { rows } = JSON.parse(fs.readFileSync(path.join(root, 'term/groups/class.json'), 'utf8')) as {
      rows: { id: string; group: string | null; notes: string[] }[];
    };
    expect(rows.map(({ id, group, notes }) => [id, group, ...notes]).slice(0, 3)).to.deep.equal([
      ['ana', 'Equipe 3', 'handed in for the group Equipe 3: Equipe 3_4009_assignsubmission_file'],
      ['bo', 'Equipe 3', 'handed in for the group Equipe 3: Equipe 3_4009_assignsubmission_file'],
      ['cy', null],
    ]);
  });

  it('take off what lateness costs, with the extensions of the page', () => {
    const { rows } = JSON.parse(fs.readFileSync(path.join(root, 'term/dated/class.json'), 'utf8')) as {
      rows: { id: string; grade: { score: number; lateHours: number; dates: { due: string } } }[];
    };
    const late = rows.map(({ id, grade }) => [id, grade.dates.due, grade.lateHours, grade.score]);
    expect(late.slice(0, 3)).to.deep.equal([
      ['ana', '2026-12-07T15:00:00Z', 0, 10],
      ['bo', '2026-12-07T02:59:00Z', 32 + 1 / 60, 2.4],
      ['cy', '2026-12-05T02:59:00Z', 0, 0],
    ]);
  });

  it('write the table of comments into reviews, and take them out again', () => {
    const review = fs.readFileSync(path.join(root, 'term/first/reviews/ana.yaml'), 'utf8');
    expect(review).to.contain('points: -0.5').and.to.contain('Which values are these?');
    const written = fs.readFileSync(path.join(root, 'term/written.csv'), 'utf8');
    expect(written).to.contain('ana,mean,2,Which values are these?');
  });

  it('print the comparison that the page shows', () => {
    const [compare] = [...outputs].filter(([command]) => command.includes('compare'));
    const shown = blocks('').find((text) => text.includes('\nana '));
    expect(compare?.[1]).to.equal(inWarmup(shown!));
  });

  it('bring what was written on the page to the student', () => {
    const report = fs.readFileSync(path.join(root, 'term/second/students/bo/report.html'), 'utf8');
    expect(report).to.match(
      /<code>export function mean[^<]*<\/code><div class="remark">.*Well <em>done<\/em>/s,
    );
  });

  it('hand back the reviewed reports, each under the number that Moodle knows', async () => {
    const zip = fs.readFileSync(path.join(root, 'term/second/return/moodle-1/feedback.zip'));
    const entries = await unzip(zip);
    expect([...entries.keys()]).to.deep.equal([
      'Ana_4711_assignsubmission_file_report.html',
      'Bo_12_assignsubmission_file_report.html',
    ]);
    expect([...entries.values()].map(String).join(''))
      .to.contain('Very readable.')
      .and.to.contain('Well <em>');
    const [listed] = [...outputs].find(([command]) => command.endsWith('--dry-run'))!.slice(1);
    expect(listed).to.match(/^ana: 9\.5 of 10, new\nbo: 3 of 10, new\n/);
    const again = run('npm run boletim -- return term/second --to moodle');
    expect(again.stdout).to.contain('0 to return, 2 as before, 3 left out.');
  });

  it('make one grade book of a term', () => {
    const book = parse(fs.readFileSync(path.join(root, 'term/book/term.csv')), { bom: true, columns: true });
    const cells = (book as Record<string, string>[]).map((row) => [
      row.id,
      row['lab-1'],
      row['lab-2'],
      row.project,
      row.total,
    ]);
    expect(cells).to.deep.equal([
      ['ana', '10', '9.5', '10', '100'],
      ['bo', '3', '3', '10', '58'],
      ['cy', '0', '0', '', '0'],
      ['dee', '0', '0', '', '0'],
      ['eve', '', '', '', '0'],
    ]);
  });

  it('give anonymous work back to its students at the end', () => {
    const { rows } = JSON.parse(fs.readFileSync(path.join(root, 'term/blind/class.json'), 'utf8')) as {
      rows: { id: string; anonymousId: string; grade: { score: number } }[];
    };
    const found = rows.map(({ id, anonymousId, grade }) => [id, anonymousId, grade.score]);
    expect(found.slice(0, 3)).to.deep.equal([
      ['ana', 'anon_x7YpQ', 10],
      ['bo', 'anon_q2ZzZ', 10],
      ['cy', '', 0],
    ]);
  });

  it('release nothing that belongs to teachers', () => {
    const released = fs.readdirSync(path.join(root, 'term/release'), { recursive: true }) as string[];
    expect(released).to.include(path.join('assignments', 'warmup', 'assignment.yaml'));
    expect(released.filter((file) => /^solutions|hidden\.yaml/.test(file))).to.deep.equal([]);
  });

  /** The warm-up with dates, in a folder whose modules find the suites' package by another name. */
  function copyWarmup(folder: string, dates: string): void {
    fs.cpSync(path.join(COURSE, 'assignments', 'warmup'), folder, { recursive: true });
    for (const file of filesBelow(folder)) {
      const text = fs.readFileSync(file, 'utf8').replaceAll("'boletim/suite'", "'@boletim/grader/suite'");
      fs.writeFileSync(file, file.endsWith('assignment.yaml') ? text + dates : text);
    }
  }

  /** The fenced blocks of one language. */
  function blocks(language: string): string[] {
    return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
      .filter((block) => block[1] === language)
      .map((block) => block[2]!);
  }

  function tableOf(header: string): string {
    return blocks('csv').find((text) => text.startsWith(header))!;
  }

  function commandsOf(block: string): string[] {
    return block
      .replace(/\\\n\s*/g, '')
      .split('\n')
      .filter((line) => line !== '');
  }

  /** Comments at the first line of bo's answer, as the page would, and ends the page's server. */
  async function review(command: string): Promise<void> {
    const server = spawn('bash', ['-c', `${PROGRAM}\n${command}`], { cwd: root, detached: true });
    try {
      const url = await new Promise<string>((resolve) => {
        server.stdout.on('data', (text: Buffer) => {
          const [found] = /http:\S+/.exec(text.toString()) ?? [];
          if (found) resolve(found);
        });
      });
      const textOf = async (address: string) => (await fetch(url + address)).text();
      const [, student] = /\/s\/(\w+)\?show=all"><bdi>Bo /.exec(await textOf('q/mean?show=all'))!;
      const page = await textOf(`q/mean/s/${student}?show=all`);
      const code = /data-code="(\w+)"/.exec(page)![1];
      const number = Number(/data-line="(\d+)"[^>]*>\d+<\/button><code>(?:<[^>]*>)*export/.exec(page)![1]);
      const change = { student, question: 'mean', field: 'line', line: number, gone: false, code };
      const body = JSON.stringify({ ...change, base: '', value: 'Well *done*' });
      const headers = { 'Content-Type': 'application/json' };
      expect((await fetch(`${url}save`, { method: 'POST', body, headers })).status).to.equal(200);
    } finally {
      process.kill(-server.pid!);
    }
  }

  /** In a folder of its own. */
  function run(command: string) {
    // Without bubblewrap a class run refuses to start, and that is not what is tested here.
    const sandbox =
      spawnSync('bwrap', ['--ro-bind', '/', '/', 'true']).status === 0 ? '' : ' --sandbox process';
    const waived = / (class|grade) /.test(command) ? command + sandbox : command;
    return spawnSync('bash', ['-c', `set -e\n${PROGRAM}\n${waived}`], { cwd: root, encoding: 'utf8' });
  }

  function readSolution(): Record<string, Buffer> {
    return Object.fromEntries(
      ['mean', 'count-labels', 'retry'].map((name) => {
        return [`src/${name}.ts`, fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', `${name}.ts`))];
      }),
    );
  }
});
