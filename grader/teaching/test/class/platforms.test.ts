import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { gradeClass, parseRoster } from '../../class';
import { SOLUTIONS } from '@boletim/grader/system';
import { tarGzOf, temporaryFolder, writeTree, zipOf } from './support';

/** From a platform's download and its own list of people to the file it takes back. */
describe("a platform's download, graded and handed back", function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const assignment = loadAssignment('warmup');
  const mean = fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', 'mean.ts'));

  interface Download {
    /** Names the folder of this download. */
    name: string;
    files: Record<string, string | Buffer>;
    roster: string;
    worksheet?: string;
  }

  const grade = async ({ name, files, roster, worksheet }: Download) => {
    const out = path.join(root, name, 'out');
    const { rows, warnings } = await gradeClass({
      ...{
        assignment,
        out,
        submissions: writeTree(path.join(root, name, 'in'), files),
        roster: parseRoster(roster, 'roster.csv'),
      },
      ...{
        reviews: new Map(),
        sandbox: 'process',
        device: 'cpu',
        seed: 1,
        typeCheck: false,
        jobs: 2,
        lang: 'en',
      },
      ...{ force: false, retry: false, released: false, canvasColumn: 'Lab (9)' },
      worksheet: worksheet === undefined ? undefined : { text: worksheet, file: 'worksheet.csv' },
    });
    const read = (file: string) => fs.readFileSync(path.join(out, file), 'utf8');
    return { scores: rows.map(({ student, grade: { score } }) => [student.id, score]), warnings, read };
  };

  it('Moodle, with its worksheet as the list', async () => {
    const header =
      'Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade),Feedback comments';
    const worksheet = `${header}\nParticipant 4711,José Álvares,j@x.edu,Submitted,,100.00,-,\nParticipant 12,Bo Paz,b@x.edu,,,100.00,-,\n`;
    const files = {
      'José Álvares_4711_assignsubmission_file/my lab.zip': await zipOf({ 'warmup/src/mean.ts': mean }),
      'José Álvares_4711_assignsubmission_onlinetext/onlinetext.html': '<p>see my file</p>',
    };
    const { scores, read } = await grade({ name: 'moodle', files, roster: worksheet, worksheet });
    expect(scores).to.deep.equal([
      ['j@x.edu', 3],
      ['b@x.edu', 0],
    ]);
    const [, jose, bo] = read('moodle-worksheet.csv').split('\n');
    expect(jose).to.match(
      /^Participant 4711,José Álvares,j@x\.edu,Submitted,30,100\.00,-,The mean of a list: 3\/3; /,
    );
    expect(bo).to.equal('Participant 12,Bo Paz,b@x.edu,,,100.00,-,');
  });

  it('Canvas, with its gradebook as the list, files one by one and a name in another order', async () => {
    const gradebook =
      'Student,ID,SIS User ID,SIS Login ID,Section,Lab (9)\n    Points Possible,,,,,10\n"Álvares, José",88,s1,jose,A,\n"Student, Test",99,,,A,\n';
    const files = {
      'alvaresjose_LATE_88_1203_mean-1.ts': mean,
      'alvaresjose_88_1100_mean.ts': 'export const old = 1;',
    };
    const { scores, read } = await grade({ name: 'canvas', files, roster: gradebook });
    expect(scores).to.deep.equal([['s1', 3]]);
    expect(read('canvas.csv').split('\n').slice(1)).to.deep.equal([
      '    Points Possible,,,,,10',
      '"Álvares, José",88,s1,jose,A,3',
      '',
    ]);
    expect(read('summary.html')).to.contain('marked late; put lateHours into the review');
  });

  it('Gradescope, with its roster as the list, and a group', async () => {
    const roster =
      'First Name,Last Name,SID,Email\nJosé,Álvares,s1,j@x.edu\nBo,Paz,s2,b@x.edu\nCy,Ito,s3,c@x.edu\n';
    const people = [':name: José Álvares\n    :sid: s1', ':name: Bo Paz\n    :email: b@x.edu'];
    const files = {
      'submission_metadata.yml': `submission_7:\n  :submitters:\n  - ${people.join('\n  - ')}\n`,
      'submission_7/lab.tar.gz': await tarGzOf([{ name: 'src/mean.ts', content: mean.toString() }]),
    };
    const { scores, read } = await grade({ name: 'gradescope', files, roster });
    expect(scores).to.deep.equal([
      ['s1', 3],
      ['s2', 3],
      ['s3', 0],
    ]);
    expect(
      read('moodle.csv')
        .split('\n')
        .map((line) => line.split(',', 2).join()),
    ).to.deep.equal(['Email address,Warm-up', 'j@x.edu,3', 'b@x.edu,3', '']);
  });
});
