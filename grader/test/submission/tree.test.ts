import { expect } from 'chai';
import { SubmissionProblem } from '../../submission/problem';
import { DEFAULT_READ_LIMITS, TreeBuilder } from '../../submission/tree';

describe('what is noted of a submission', () => {
  const builder = () => new TreeBuilder(() => false, DEFAULT_READ_LIMITS);
  const long = 'x'.repeat(1_000_000);

  it('names no name of a megabyte', () => {
    const { tree, enter } = bound(builder());
    expect(enter(long)).to.equal(undefined);
    expect(tree.refused).to.deep.equal([`"${'x'.repeat(100)}…" has an odd name and was passed over`]);
    expect(() => enter(`../${long}`))
      .to.throw(SubmissionProblem)
      .with.property('message')
      .with.length.below(200);
  });

  const names: [name: string, entered: string | undefined][] = [
    [`src/${'x'.repeat(4092)}`, `src/${'x'.repeat(4092)}`],
    [`src/${'x'.repeat(4093)}`, undefined],
    [`${'/'.repeat(5000)}x`.slice(1), undefined],
    ['./././src/a.ts', 'src/a.ts'],
    ['src/a.ts//', 'src/a.ts'],
    ['./', ''],
    ['src/..a.ts', 'src/..a.ts'],
    ['src\\a.ts', undefined],
  ];
  for (const [name, entered] of names) {
    it(`takes ${name.slice(0, 20)} of ${name.length} characters as ${entered?.slice(0, 20)}`, () => {
      if (name.startsWith('/')) expect(() => builder().enter(name)).to.throw('leaves its folder');
      else expect(builder().enter(name)).to.equal(entered);
    });
  }

  it('may not be more than is kept of copies', () => {
    const limits = { ...DEFAULT_READ_LIMITS, keptBytes: 1024 * 1024 };
    const kept = new TreeBuilder(() => true, limits);
    kept.keep('a.ts', Buffer.alloc(1024 * 1024));
    expect(() => kept.keep('b/a.ts', Buffer.alloc(1))).to.throw('have more than 1 MB');
  });

  it('is at most a hundred notes', () => {
    const { tree, refuseLink } = bound(builder());
    for (let i = 0; i < 1000; i++) refuseLink(`link${i}`);
    expect(tree.refused).to.have.length(101);
    expect(tree.refused.at(-1)).to.equal('more was passed over');
  });

  function bound(tree: TreeBuilder) {
    return { tree: tree.tree, enter: tree.enter.bind(tree), refuseLink: tree.refuseLink.bind(tree) };
  }
});
