import { expect } from 'chai';
import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { parseDeclaration } from '../../submission/declaration';
import { SubmissionProblem } from '../../submission/problem';
import { readSubmission, type ExpectingAssignment } from '../../submission/read-submission';
import { TEXT_PROCESSES } from '../../system/text-processes';
import { DEFAULT_READ_LIMITS, TreeBuilder } from '../../submission/tree';
import { kindOfFile, type Upload } from '../../submission/upload';
import { temporaryFolder } from '../support/folders';
import { craftedArchives, craftedDeclarations, packed } from './crafted';

const assignment: ExpectingAssignment = {
  spec: { id: 'tiny', files: ['src/one.ts'], declaration: 'declaration.yaml' },
  limits: { fileKilobytes: 64 },
};
/** Far more than any takes; a busy machine must not be taken for a slow reader. */
const SECONDS = 20;
const STATUSES = ['missing', 'given', 'invalid'];

describe('whatever is handed in', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  /** What became of it: the names of its files, or a problem's code; anything else is thrown. */
  const read = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, bytes);
    const upload: Upload = { path: file, name, kind: kindOfFile(name) };
    try {
      return [...(await readSubmission([upload], assignment, { seconds: SECONDS })).files.keys()].join();
    } catch (error) {
      if (!(error instanceof SubmissionProblem)) throw error;
      expect(error.message)
        .to.have.length.below(2000)
        .and.not.match(/within \d+ s|more memory/);
      return error.code;
    }
  };

  it('is read, or refused with a reason, by one process in one go: at least 300 crafted archives', async () => {
    const crafted = await craftedArchives();
    expect(crafted.length).to.be.at.least(300);
    const reader = TEXT_PROCESSES.take();
    TEXT_PROCESSES.giveBack(reader);
    for (const { what, name, bytes } of crafted) {
      const became = await read(name, bytes).catch((error: Error) =>
        expect.fail(`${what}: ${error.message}`),
      );
      expect(became, what).to.be.a('string');
    }
    expect(TEXT_PROCESSES.take(), 'the reader that began').to.equal(reader);
    TEXT_PROCESSES.giveBack(reader);
  });

  it('is read, or refused with a reason, when its bytes are drawn', async () => {
    const name = fc.constantFrom('a.zip', 'a.tar', 'a.tar.gz', 'one.ts');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.uint8Array({ maxLength: 2000 }).map(packed),
    );
    await fc.assert(
      fc.asyncProperty(name, bytes, async (file, content) => void (await read(file, content))),
      { numRuns: 200 },
    );
  });

  it('declares nothing that stops the grader: every key with every odd value', () => {
    for (const text of craftedDeclarations())
      expect(parseDeclaration({ file: 'd.yaml', text }).status, text).to.be.oneOf(STATUSES);
  });

  it('declares nothing that stops the grader when its text is drawn', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.json(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (drawn) =>
        STATUSES.includes(parseDeclaration({ file: 'd.yaml', text: drawn }).status),
      ),
      { numRuns: 300 },
    );
  });

  it('has names that stay inside, however they are drawn', () => {
    const name = fc
      .array(fc.constantFrom('.', '..', '/', '\\', 'a', 'c:', '\u0000', 'src'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(name, (drawn) => {
        const entered = enter(drawn);
        return entered === undefined || path.posix.join('/in', entered).startsWith('/in');
      }),
      { numRuns: 2000 },
    );
  });
});

function enter(name: string): string | undefined {
  try {
    return new TreeBuilder(() => true, DEFAULT_READ_LIMITS).enter(name);
  } catch (error) {
    if (error instanceof SubmissionProblem) return undefined;
    throw error;
  }
}
