import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { SOLUTIONS } from '@boletim/grader/system';
import { gradeClass, parseRoster, type ClassOptions } from '../../../class';
import { temporaryFolder, writeTree, zipOf } from '../support';

/** What students call their files says who they are; Canvas' ids differ in case alone. */
describe('a class whose submissions are anonymous', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const roster = parseRoster('id,name,canvas_id\nana,Ana Lima,88\nbo,Bo Paz,89\ncy,Cy Reis,90\n', 'r.csv');
  const solution = (name: string) => fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', `${name}.ts`));

  before(async () => {
    const [one, two] = [
      await zipOf({ 'src/mean.ts': solution('mean') }),
      await zipOf({ 'src/mean.ts': solution('mean'), 'src/retry.ts': solution('retry') }),
    ];
    writeTree(path.join(root, 'blind'), {
      'anon_x7YpQ_1203_ana lima.zip': one,
      'LATE_anon_X7YPQ_1204_bo paz.zip': two,
      'LATE_anon_X7YPQ_1200_bo paz.rar': 'x',
    });
    writeTree(path.join(root, 'named'), {
      'limaana_88_1203_ana lima.zip': '',
      'pazbo_LATE_89_1204_bo paz.zip': '',
    });
  });

  const grade = async (more: Partial<ClassOptions> = {}) => {
    const out = path.join(root, 'out');
    const result = await gradeClass({
      ...{ assignment: loadAssignment('warmup'), submissions: path.join(root, 'blind'), out, roster },
      ...{
        reviews: new Map(),
        sandbox: 'process',
        device: 'cpu',
        seed: 'student',
        typeCheck: false,
        jobs: 2,
      },
      ...{ lang: 'en', force: false, retry: false, released: false },
      ...more,
    });
    return { ...result, out, found: result.rows.map(({ student, grade: { score } }) => [student.id, score]) };
  };
  const review = {
    questions: { mean: { points: -1, comment: 'hm' } },
    exempt: [],
    excused: false,
    replies: [],
  };

  it('names nobody anywhere, and says of nobody that nothing was handed in', async () => {
    const { found, warnings, out } = await grade();
    expect(found).to.deep.equal([
      ['anon_X7YPQ', 6],
      ['anon_x7YpQ', 3],
    ]);
    expect(warnings).to.include(
      '2 submissions are anonymous; say whose with --names when names may be known',
    );
    const files = (fs.readdirSync(out, { recursive: true }) as string[]).map((file) => path.join(out, file));
    const texts = files
      .filter((file) => fs.statSync(file).isFile())
      .map((file) => fs.readFileSync(file, 'utf8'));
    expect([...files.map((file) => path.relative(out, file)), ...texts].join('\n')).not.to.match(
      /ana lima|bo paz|cy reis/i,
    );
  });

  it('can be handed back under the numbers of the download', async () => {
    const { rows } = await grade();
    expect(rows.map(({ origin }) => origin)).to.deep.equal([
      'LATE_anon_X7YPQ_1200_submission.rar',
      'anon_x7YpQ_1203_submission.zip',
    ]);
  });

  it('is given back to the students at the end, grades nothing again and keeps reviews', async () => {
    await grade();
    const names = path.join(root, 'named');
    const reviews = new Map([['anon_x7YpQ', review]]);
    const { found, graded, rows, out } = await grade({ names, reviews: reviews as never });
    expect(found).to.deep.equal([
      ['ana', 2],
      ['bo', 6],
      ['cy', 0],
    ]);
    expect([graded, rows[2]!.outcome, rows[2]!.doubts]).to.deep.equal([0, 'no-submission', []]);
    expect(fs.readFileSync(path.join(out, 'canvas.csv'), 'utf8')).to.match(
      /Ana Lima,88,,,,2\nBo Paz,89,,,,6\n/,
    );
    expect(fs.readdirSync(path.join(out, 'students')).sort()).to.deep.equal(['ana', 'bo']);
  });

  it('keeps in doubt whom the names leave out, and who it may be', async () => {
    const names = path.join(writeTree(root, { 'n.csv': 'anonymous_id,canvas_id\nx7YpQ,88\n' }), 'n.csv');
    const { rows } = await grade({ names });
    expect(rows.map(({ student, doubts }) => [student.id, ...doubts])).to.deep.equal([
      ['ana'],
      ['bo', 'perhaps handed in the submission that is still anonymous'],
      ['cy', 'perhaps handed in the submission that is still anonymous'],
      ['anon_X7YPQ', 'anon_X7YPQ is still anonymous: --names does not say whose it is'],
    ]);
  });

  it('refuses names where nobody is anonymous', async () => {
    const submissions = writeTree(path.join(root, 'plain'), { 'ana/src/mean.ts': solution('mean') });
    const outcome = await grade({ submissions, names: path.join(root, 'named') }).catch(
      (error: Error) => error.message,
    );
    expect(outcome).to.match(/--names is for anonymous submissions, and none is anonymous/);
  });
});
