import { expect } from 'chai';
import { loadAssignment } from '../../../assignment/load';
import { AuthorError } from '../../../errors';
import { listedMutants } from '../../check/listed-mutants';
import { temporaryFolder, writeTree } from '../class/support';

const MEAN = 'export const mean = (all: number[]) => sum(all) / all.length;\n';

/** The mutants that a list is read as, of the warm-up with a solution of its own. */
function read(list: string) {
  const solution = writeTree(temporaryFolder(), {
    'mutants.yaml': list,
    'src/mean.ts': MEAN,
    'src/retry.ts': 'export const retry = 1;\n',
  });
  return listedMutants(solution, loadAssignment('warmup'));
}

const mutant = (more: string) => `- { id: wrong, about: Is wrong., ${more} }\n`;

describe('mutants in one list', () => {
  it('are the solution with one piece replaced', () => {
    const [wrong] = read(mutant("file: src/mean.ts, replace: / all, with: '* all', fails: [mean/fractions]"));
    expect(wrong).to.deep.include({ id: 'wrong', file: 'src/mean.ts', folder: null, mistake: null });
    expect(wrong!.text).to.equal(MEAN.replace('/ all', '* all'));
  });

  it('change the file of the first test that they fail, or of the first penalty', () => {
    const files = (more: string) => read(mutant(more)).map(({ file }) => file);
    expect(files("replace: sum, with: '', fails: [mean/fractions, retry/last-failure]")).to.deep.equal([
      'src/mean.ts',
    ]);
    expect(files("replace: '1', with: '2', fails: [], penalties: [retry/loud]")).to.deep.equal([
      'src/retry.ts',
    ]);
  });

  it('may not be there', () => {
    expect(listedMutants(temporaryFolder(), loadAssignment('warmup'))).to.deep.equal([]);
  });

  const mistakes: [what: string, list: string, message: RegExp][] = [
    [
      'a piece is not there',
      mutant("replace: max, with: '', fails: [mean/x]"),
      /wrong: "max" is not in src\/mean\.ts; write/,
    ],
    [
      'a piece is there twice',
      mutant("replace: all, with: '', fails: [mean/x]"),
      /wrong: "all" is 3 times in src\/mean\.ts/,
    ],
    [
      'a test is of no question',
      mutant("replace: all, with: '', fails: [media/x]"),
      /wrong: there is no question of the test "media\/x"/,
    ],
    [
      'a file is not of the solution',
      mutant("file: src/x.ts, replace: a, with: '', fails: [mean/x]"),
      /"src\/x\.ts" is no file of the solution; write one of src\/mean\.ts,/,
    ],
    [
      'nothing is failed',
      mutant("replace: sum, with: '', fails: []"),
      /a mutant that must fail nothing proves nothing/,
    ],
  ];
  for (const [what, list, message] of mistakes) {
    it(`are their author's mistake when ${what}`, () => {
      expect(() => read(list)).to.throw(AuthorError, message);
    });
  }
});
