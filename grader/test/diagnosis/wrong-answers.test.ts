import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { loadAssignment } from '@boletim/grader/assignment';
import type { QuestionReport } from '@boletim/grader/report';
import { gradeSubmission, Reference } from '@boletim/grader/run';
import { readSubmissionAt } from '@boletim/grader/submission';
import { COURSE, SOLUTIONS } from '@boletim/grader/system';
import { inParallel } from '../../system/turns';

/** An answer to one question, the others being right. */
interface Answer {
  question: string;
  name: string;
  slip: string;
  /** The mistake that must be named; a right answer has none. */
  mistake?: string;
  right?: boolean;
  text: string;
}

const FOLDER = path.join(COURSE, 'fixtures', 'cnn', 'wrong-answers');
const SOLUTION = path.join(SOLUTIONS, 'cnn');
const TABLE = path.join(FOLDER, 'README.md');

describe('answers of students', () => {
  const answers = readAnswers();
  const graded = new Map<Answer, QuestionReport>();

  before(async function () {
    this.timeout(600_000);
    const assignment = loadAssignment('cnn', { hidden: path.join(SOLUTION, 'suites') });
    const options = { sandbox: 'process', device: 'auto', typeCheck: false } as const;
    const reference = new Reference({ ...options, assignment });
    try {
      const reports = inParallel(answers, async (answer) => {
        const questions = assignment.questions.filter(({ id }) => id === answer.question);
        const folder = submissionOf(answer, questions[0]!.file);
        const submitted = await readSubmissionAt(folder, assignment);
        fs.rmSync(folder, { recursive: true });
        const request = { assignment: { ...assignment, questions }, submitted, name: answer.name };
        const report = await gradeSubmission({ ...options, ...request, reference });
        graded.set(answer, report.questions[0]!);
      });
      await Promise.all(reports);
    } finally {
      await reference.close();
    }
  });

  for (const answer of answers.filter(({ right }) => right)) {
    it(`earn everything without a diagnosis where they are right: ${answer.question}/${answer.name}`, () => {
      const { points, maxPoints, diagnosis } = graded.get(answer)!;
      expect({ points, diagnosis }).to.deep.equal({ points: maxPoints, diagnosis: null });
    });
  }

  for (const answer of answers.filter(({ right }) => !right)) {
    it(`are told their mistake: ${answer.question}/${answer.name}`, () => {
      const { points, maxPoints, diagnosis } = graded.get(answer)!;
      expect(diagnosis?.mistake).to.equal(answer.mistake);
      expect(points).to.be.below(maxPoints);
    });
  }

  it('are listed with what was said to each', () => {
    const table = tableOf(answers, graded);
    if (process.env.UPDATE_GOLDEN) fs.writeFileSync(TABLE, table);
    expect(fs.readFileSync(TABLE, 'utf8')).to.equal(table);
  });
});

function readAnswers(): Answer[] {
  const files = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
  return files.flatMap((file) => {
    const { head, answers } = parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')) as {
      head: string;
      answers: (Answer & { code: string })[];
    };
    const question = path.basename(file, '.yaml');
    return answers.map((answer) => ({ ...answer, question, text: `${head}${answer.code}}\n` }));
  });
}

function submissionOf({ text }: Answer, file: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-answer-'));
  fs.cpSync(path.join(SOLUTION, 'src'), path.join(folder, 'src'), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
  return folder;
}

function tableOf(answers: readonly Answer[], graded: ReadonlyMap<Answer, QuestionReport>): string {
  const rows = answers.map((answer) => {
    const { points, maxPoints, diagnosis } = graded.get(answer)!;
    const said = diagnosis ? diagnosis.says : points === maxPoints ? 'nothing: it is right' : 'nothing';
    return `| ${answer.question} | ${answer.name} | ${answer.slip} | ${said} | ${diagnosis?.how ?? ''} |`;
  });
  return `# What students are told

Written by \`grader/test/diagnosis/wrong-answers.test.ts\` (\`UPDATE_GOLDEN=1\` rewrites it): answers to the CNN
assignment, graded with its hidden suites.

| question | answer | slip | what is said | known by |
|---|---|---|---|---|
${rows.join('\n')}
`;
}
