import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { MISTAKES_FILE, observe, writeMistakes, type Observation } from '../../../diagnosis';
import { createKeyFile, signingKey } from '../../../receipt';
import type { Report } from '../../../report/report';
import { gradeSubmission } from '../../../run';
import { readSubmissionAt } from '../../../submission';
import { courseCopies } from '../../../test/support/course';
import { gradeClass } from '../../class';
import { verifyFolder } from '../../receipts/verify-folder';
import { studentOf, temporaryFolder, writeTree } from '../class/support';

describe('a signed class of which a record of a mistake alone changes', function () {
  this.timeout(60_000);
  const course = courseCopies()();
  const tiny = path.join(course, 'tiny');
  const key = signingKey(createKeyFile());
  const [submissions, out] = [temporaryFolder(), temporaryFolder()];
  const tests: Record<string, Observation> = {};

  before(async () => {
    const wrong = fs.readFileSync(path.join(course, 'solution/mutants/adds-one/double.ts'), 'utf8');
    const half = fs.readFileSync(path.join(course, 'solution/src/half.ts'), 'utf8');
    writeTree(submissions, { 'ana/src/double.ts': wrong, 'ana/src/half.ts': half });
    const assignment = loadAssignment(tiny);
    const submitted = await readSubmissionAt(path.join(submissions, 'ana'), assignment);
    await gradeSubmission({
      ...{ assignment, submitted, name: 'ana', sandbox: 'process', device: 'auto', typeCheck: false },
      onEvidence: (evidence) => {
        for (const test of evidence.tests) {
          const observation = observe(test);
          if (observation) tests[test.id] = observation;
        }
      },
    });
  });

  /** Grades the class with the mistake called so, and gives what ana's report says and how many receipts there are. */
  const gradedWith = async (name: string) => {
    const says = { en: name, 'pt-BR': name };
    fs.writeFileSync(
      path.join(tiny, MISTAKES_FILE),
      writeMistakes([{ id: 'adds-one', question: 'double', says, look: says, tests }]),
    );
    await gradeClass({
      ...{ assignment: loadAssignment(tiny), submissions, out, sandbox: 'process', device: 'auto', seed: 1 },
      ...{ jobs: 1, lang: 'en', typeCheck: false, force: false, retry: false, released: false },
      ...{ reviews: new Map(), roster: [studentOf({ id: 'ana' })], signing: { key, known: new Map() } },
    });
    const report = JSON.parse(fs.readFileSync(path.join(out, 'students/ana/report.json'), 'utf8')) as Report;
    const receipts = fs.readFileSync(path.join(out, 'receipts.jsonl'), 'utf8').trim().split('\n').length;
    return { says: report.questions[0]!.diagnosis?.says, receipts };
  };
  const problems = () => verifyFolder(out, new Map([[key.publicKey, 'the course']])).problems;

  it('has the new diagnosis without --force, and receipts that are true of it', async () => {
    const before = await gradedWith('Adds one.');
    expect(await gradedWith('Adds one.')).to.deep.equal(before);
    expect(before.says).to.equal('Adds one.');
    const after = await gradedWith('One is added.');
    expect(after.says).to.equal('One is added.');
    expect(after.receipts).to.be.greaterThan(before.receipts);
    expect(problems()).to.deep.equal([]);
  });
});
