import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { MISTAKES_FILE, writeMistakes } from '../../diagnosis';
import { NO_DECLARATION } from '../../submission/no-declaration';
import { loadAssignment } from '../../assignment/load';
import { questionAssignmentDigest, questionSubmissionDigest } from '../../run/question-digest';
import type { SubmittedFiles } from '../../submission/submitted-files';
import { temporaryFolder } from '../support/folders';

describe('what of a submission decides one question', () => {
  const digest = (files: Record<string, string>, problems: Record<string, string> = {}) => {
    const rest = {
      missing: [],
      ignored: [],
      notes: [],
      lookAlikes: [],
      digest: '',
      declaration: NO_DECLARATION,
    };
    const submitted: SubmittedFiles = {
      files: new Map(Object.entries(files)),
      problems: new Map(Object.entries(problems)),
      ...rest,
    };
    return questionSubmissionDigest(submitted, 'src/a.ts');
  };
  const alone = { 'src/a.ts': 'export const a = 1;', 'src/b.ts': 'b', 'src/c.ts': 'c' };

  it('is its file, not the others', () => {
    expect(digest({ ...alone, 'src/b.ts': 'other' })).to.equal(digest(alone));
    expect(digest({ ...alone, 'src/a.ts': 'other' })).not.to.equal(digest(alone));
    expect(digest(alone, { 'src/a.ts': 'is a link' })).not.to.equal(digest(alone));
  });

  const imports: [string, string][] = [
    ['a file that it imports', "import { b } from './b';"],
    ['a file that it imports by its whole name', "export * from './b.ts';"],
    ['a file whose name it puts together', "const b = await import('./' + 'b');"],
    ['a file that it requires', 'require(name)'],
    ['what it has evaluated', 'eval(text)'],
  ];
  for (const [what, code] of imports) {
    it(`is also ${what}`, () => {
      const files = { ...alone, 'src/a.ts': code };
      expect(digest({ ...files, 'src/b.ts': 'other' })).not.to.equal(digest(files));
    });
  }

  it('is also what that imports', () => {
    const files = { ...alone, 'src/a.ts': "import './b';", 'src/b.ts': "import './c';" };
    expect(digest({ ...files, 'src/c.ts': 'other' })).not.to.equal(digest(files));
  });
});

describe('what of an assignment decides one question', () => {
  it('is its suite, also where that shares a file with the suite of another question', () => {
    const suiteFile = path.join(temporaryFolder(), 'both.suite.ts');
    const digest = (text: string) => {
      fs.writeFileSync(suiteFile, text);
      const assignment = loadAssignment('warmup');
      for (const { parts } of assignment.questions.slice(0, 2)) parts[0]!.suiteFile = suiteFile;
      return assignment.questions.map((question) => questionAssignmentDigest(assignment, question));
    };
    const [before, after] = [digest('1'), digest('22')];
    expect(before.map((one, index) => one === after[index])).to.deep.equal([false, false, true]);
  });

  it('is what is known of its mistakes, from which the diagnosis in a report comes', () => {
    const folder = temporaryFolder();
    const digest = (says: string) => {
      const assignment = { ...loadAssignment('warmup'), folder };
      const text = { en: says, 'pt-BR': says };
      const record = { id: 'm', question: assignment.questions[1]!.id, says: text, look: text, tests: {} };
      fs.writeFileSync(path.join(folder, MISTAKES_FILE), writeMistakes([record]));
      return assignment.questions.map((question) => questionAssignmentDigest(assignment, question));
    };
    const [before, same, after] = [digest('One.'), digest('One.'), digest('Another.')];
    expect(before).to.deep.equal(same);
    expect(before.map((one, index) => one === after[index])).to.deep.equal([true, false, true]);
  });
});
