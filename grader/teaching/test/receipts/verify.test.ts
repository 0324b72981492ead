import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { createKeyFile, signingKey } from '../../../receipt';
import { chooseSandbox } from '../../../sandbox/host/choose';
import { SOLUTIONS } from '../../../system/paths';
import { gradeClass, type ClassOptions } from '../../class';
import { replayFolder } from '../../receipts/replay';
import { verifyFile } from '../../receipts/verify-file';
import { verifyFolder } from '../../receipts/verify-folder';
import { studentOf, temporaryFolder, writeTree } from '../class/support';

describe('verifying the output of a class', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const key = signingKey(createKeyFile());
  const known = new Map([[key.publicKey, 'the course']]);
  const assignment = loadAssignment('warmup');
  const { mode: sandbox } = chooseSandbox('auto', { strict: false });
  const submissions = path.join(root, 'in');
  const signed = path.join(root, 'signed');
  let count = 0;

  const options = (out: string, changes: Partial<ClassOptions> = {}): ClassOptions => ({
    ...{ assignment, submissions, out, sandbox, device: 'cpu', seed: 1, jobs: 2, lang: 'en' },
    ...{ typeCheck: false, force: false, retry: false, released: false, reviews: new Map() },
    roster: ['ana', 'bo', 'cy'].map((id) => studentOf({ id })),
    signing: { key, known: new Map() },
    ...changes,
  });

  before(async () => {
    const read = (file: string) => fs.readFileSync(path.join(SOLUTIONS, 'warmup', file));
    const whole = Object.fromEntries(assignment.spec.files.map((file) => [`ana/${file}`, read(file)]));
    writeTree(submissions, { ...whole, [`bo/${assignment.spec.files[0]}`]: read(assignment.spec.files[0]!) });
    await gradeClass(options(signed));
  });

  /** A copy of the signed output, changed. */
  const changed = (change: (out: string) => unknown): string => {
    const out = path.join(root, `copy-${count++}`);
    fs.cpSync(signed, out, { recursive: true });
    change(out);
    return out;
  };
  const problemsOf = (out: string) => verifyFolder(out, known).problems;
  const edit = (file: string, from: string | RegExp, to: string) => (out: string) => {
    const target = path.join(out, file);
    const text = fs.readFileSync(target, 'utf8');
    expect(text.replace(from, to)).not.to.equal(text);
    fs.writeFileSync(target, text.replace(from, to));
  };
  const withoutLine = (index: number) => (out: string) => {
    const file = path.join(out, 'receipts.jsonl');
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    lines.splice(index, 1);
    fs.writeFileSync(file, lines.join('\n'));
  };

  it('finds nothing wrong with what was just written, and says who signed', () => {
    expect(verifyFolder(signed, known)).to.deep.equal({ problems: [], results: 2, signers: ['the course'] });
  });

  it('signs nothing again that is as before, and goes on after a run that was stopped while it wrote', async () => {
    const ledger = () => fs.readFileSync(path.join(out, 'receipts.jsonl'), 'utf8');
    const out = changed(() => {});
    await gradeClass(options(out));
    expect(ledger().split('\n')).to.have.length(4);
    fs.appendFileSync(path.join(out, 'receipts.jsonl'), '{"files"');
    await gradeClass(options(out, { force: true }));
    expect(problemsOf(out)).to.deep.equal([]);
    expect(ledger().split('\n').length).to.be.greaterThan(4);
  });

  const copyTo = (from: string, to: string) => (out: string) => {
    fs.cpSync(path.join(out, from), path.join(out, to), { recursive: true });
  };
  const tampered: [string, (out: string) => unknown, RegExp][] = [
    [
      'a grade in class.json',
      edit('class.json', /"score": \d+(\.\d+)?/, '"score": 9'),
      /class\.json says 9 points/,
    ],
    ['a gradebook', edit('grades.csv', 'bo,', 'bo ,'), /^grades\.csv was changed after it was signed/],
    [
      "a student's report",
      edit('students/bo/report.json', /"score": [\d.]+/, '"score": 10'),
      /^students\/bo\/report\.json was changed/,
    ],
    [
      "the teacher's copy",
      edit('instructor/bo.html', '</main>', ' </main>'),
      /^instructor\/bo\.html was changed/,
    ],
    [
      'a report that is gone',
      (out) => fs.rmSync(path.join(out, 'instructor/bo.json')),
      /^instructor\/bo\.json is missing/,
    ],
    [
      'a report made by hand',
      copyTo('instructor/ana.json', 'instructor/eve.json'),
      /^eve has a report.*made by hand/,
    ],
    [
      "another student's receipt",
      copyTo('students/ana/receipt.json', 'students/bo/receipt.json'),
      /is the receipt of ana, not of bo/,
    ],
    [
      'a receipt that is gone',
      (out) => fs.rmSync(path.join(out, 'students/bo/receipt.json')),
      /^students\/bo\/receipt\.json is missing/,
    ],
    ['a dropped link', withoutLine(1), /^receipt 2 follows a receipt that is missing/],
    ['a dropped last link', withoutLine(2), /^the files of the class have no receipt/],
    ['no receipts at all', (out) => fs.rmSync(path.join(out, 'receipts.jsonl')), /is unsigned/],
  ];
  for (const [name, change, sentence] of tampered) {
    it(`tells ${name}`, () => {
      const problems = problemsOf(changed(change));
      expect(
        problems.filter((problem) => sentence.test(problem)),
        problems.join('\n'),
      ).not.to.be.empty;
    });
  }

  it('tells whose key it does not know', () => {
    const { problems } = verifyFolder(signed, new Map([['0'.repeat(64), 'somebody']]));
    expect(problems).to.deep.equal([`signed by somebody unknown, with the key ${key.publicKey}`]);
  });

  it('verifies a receipt alone, with the files that lie beside it', () => {
    const out = changed(edit('students/bo/report.json', /"score": [\d.]+/, '"score": 10'));
    const file = (name: string) => verifyFile(path.join(out, 'students', name, 'receipt.json'), known);
    expect(file('ana')).to.deep.include({ problems: [], signers: ['the course'] });
    expect(file('bo').problems.join()).to.match(/report\.json is not what the receipt stands for/);
  });

  it('grades again what lies in the store without a signature that counts', async () => {
    const out = changed((folder) => {
      for (const name of fs.readdirSync(path.join(folder, '.results'), { recursive: true }) as string[])
        if (/[0-9a-f]{64}\.json$/.test(name))
          edit(path.join('.results', name), /"score":[\d.]+/, '"score":7')(folder);
    });
    expect(await gradeClass(options(out))).to.include({ graded: 2, reused: 0 });
    expect(problemsOf(out)).to.deep.equal([]);
  });

  it('does not mix signed results with some that are not', async () => {
    const outcome = await gradeClass(
      options(
        changed(() => {}),
        { signing: undefined },
      ),
    ).catch((error: Error) => error);
    expect(outcome)
      .to.have.property('message')
      .that.matches(/are signed; go on with --sign/);
  });

  it('does not go on with receipts that were tampered with', async () => {
    const outcome = await gradeClass(options(changed(withoutLine(1)))).catch((error: Error) => error);
    expect(outcome)
      .to.have.property('message')
      .that.matches(/receipts\.jsonl: receipt 2 follows/);
  });

  it('says nothing when grading again gives the same, and what does not', async () => {
    const replay = { assignment, submissions, sandbox, jobs: 2 };
    expect(await replayFolder(signed, replay)).to.deep.equal([]);
    const out = changed(edit('instructor/ana.json', '"status": "passed"', '"status": "failed"'));
    expect((await replayFolder(out, replay)).join()).to.match(/^ana: .* was failed, and is passed now$/);
  });

  it('puts the parts of a class together without grading again', async () => {
    const out = path.join(root, 'parts');
    for (const number of [1, 2]) {
      const { graded, rows } = await gradeClass(options(out, { shard: { number, of: 2 } }));
      expect([graded, rows.length]).to.deep.equal([1, 1]);
    }
    expect(fs.readdirSync(out)).to.deep.equal(['.results']);
    expect(await gradeClass(options(out))).to.include({ graded: 0, reused: 2 });
    expect(problemsOf(out)).to.deep.equal([]);
  });
});
