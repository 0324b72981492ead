import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { createKeyFile, signingKey, signStatement } from '../../../receipt';
import { reportOf } from '../../../teaching/test/class/support';
import { temporaryFolder } from '../../../test/support/folders';
import { Ledger } from '../../../teaching/class';
import { verifyFolder } from '../../../teaching/receipts/verify-folder';
import { HandIns } from '../../serve/hand-ins';

const DIGEST = '1'.repeat(64);
const RESULT = 'hand-ins/ana/0001/report.json';

describe('the folder of boletim serve, verified', () => {
  const root = temporaryFolder();
  const out = path.join(root, 'served');
  const [course, worker] = [signingKey(createKeyFile()), signingKey(createKeyFile())];
  const known = new Map([
    [course.publicKey, 'the course'],
    [worker.publicKey, 'a worker'],
  ]);

  before(async () => {
    fs.mkdirSync(out);
    const handIns = new HandIns(out, Ledger.open(out, course), { attempts: null, hiddenResultsPerDay: null });
    const report = reportOf({ add: 4, sort: 6 });
    const work = {
      submission: DIGEST,
      assignment: DIGEST,
      environment: { code: DIGEST, node: 'v20', seed: 1 },
    };
    for (const student of ['ana', 'bo']) {
      const holder = { student, name: student, slug: student, role: 'student' as const, token: DIGEST };
      const file = handIns.incoming(student);
      fs.writeFileSync(file, `the archive of ${student}`);
      const { handIn } = (await handIns.take(holder, { file, archive: 'submission.zip' }))!;
      await handIns.putResult(holder, handIn, { report, statement: signStatement(work, report, worker) });
    }
  });

  const edit = (file: string, change: (text: string) => string) => (folder: string) => {
    const place = path.join(folder, file);
    const text = fs.readFileSync(place, 'utf8');
    expect(change(text)).not.to.equal(text);
    fs.writeFileSync(place, change(text));
  };
  const copyTo = (folder: string, from: string, to: string) =>
    fs.cpSync(path.join(folder, from), path.join(folder, to), { recursive: true });

  it('is as it was signed', () => {
    const { problems, results, signers } = verifyFolder(out, known);
    expect({ problems, results, signers }).to.deep.equal({
      problems: [],
      results: 2,
      signers: ['the course', 'a worker'],
    });
  });

  const changes: [what: string, change: (folder: string) => unknown, said: RegExp][] = [
    [
      'a byte of a report',
      edit(RESULT, (text) => text.replace('"score"', '"Score"')),
      /report\.json was changed/,
    ],
    [
      'a byte of a submission',
      edit('hand-ins/bo/0001/submission.zip', (text) => text.replace('bo', 'me')),
      /bo\/0001\/submission\.zip was changed/,
    ],
    ['a report that is gone', (folder) => fs.rmSync(path.join(folder, RESULT)), /report\.json is missing/],
    [
      'a hand-in made by hand',
      (folder) => copyTo(folder, 'hand-ins/ana', 'hand-ins/cy'),
      /cy\/0001\/report\.json has no receipt/,
    ],
    [
      'a receipt that was changed',
      edit('hand-ins/ana/0001/result-receipt.json', (text) =>
        text.replace('"student":"ana"', '"student":"bo"'),
      ),
      /result-receipt\.json is none of the receipts/,
    ],
    [
      'a link that is gone',
      edit('receipts.jsonl', (text) => text.replace(/^.*\n(?=.)/, '')),
      /ana\/0001\/submission\.zip has no receipt/,
    ],
    [
      'a link that was changed',
      edit('receipts.jsonl', (text) => text.replace('"student":"bo"', '"student":"me"')),
      /./,
    ],
  ];
  for (const [what, change, said] of changes) {
    it(`tells of ${what}`, () => {
      const folder = path.join(root, what.replaceAll(' ', '-'));
      fs.cpSync(out, folder, { recursive: true });
      change(folder);
      expect(verifyFolder(folder, known).problems.join('\n')).to.match(said);
    });
  }

  it('tells of somebody unknown', () => {
    const { problems } = verifyFolder(out, new Map([[course.publicKey, 'the course']]));
    expect(problems).to.deep.equal([`signed by somebody unknown, with the key ${worker.publicKey}`]);
  });
});
