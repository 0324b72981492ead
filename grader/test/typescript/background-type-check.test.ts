import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ASSIGNMENTS } from '../../system/paths';
import { typeCheckInBackground } from '../../typescript/background-type-check';
import { compileInOtherProcess } from '../../typescript/compile-in-other-process';

const folder = path.join(ASSIGNMENTS, 'warmup');
const request = {
  folder,
  files: [['src/mean.ts', 'export const mean: string = 3;\n']] as [string, string][],
};

describe('the type check in the background', function () {
  this.timeout(60_000);
  const digest = randomUUID();

  it('finds what is wrong, and remembers it for the same code', async () => {
    const found = await typeCheckInBackground(request, digest).result;
    expect(found['src/mean.ts']).to.have.length(1);
    expect(found['src/mean.ts']![0]).to.match(
      /^src\/mean\.ts:1:14: Type 'number' is not assignable to type 'string'\./,
    );
    const start = performance.now();
    expect(await typeCheckInBackground(request, digest).result).to.deep.equal(found);
    expect(performance.now() - start).to.be.below(1000);
  });

  it('that is stopped finds nothing, and remembers nothing', async () => {
    const other = randomUUID();
    const check = typeCheckInBackground(request, other);
    check.stop();
    expect(await check.result).to.deep.equal({});
    expect((await typeCheckInBackground(request, other).result)['src/mean.ts']).to.have.length(1);
  });

  it('that is stopped when it has ended takes no process from who compiles next', async () => {
    const check = typeCheckInBackground(request, randomUUID());
    await check.result;
    check.stop();
    const text = `export const mean = () => 3; // ${randomUUID()}\n`;
    const compiled = await compileInOtherProcess([{ file: 'src/mean.ts', text, folder }]);
    expect(compiled.get('src/mean.ts')).to.have.property('code');
  });

  it('that needs more memory than there is finds nothing, and the next finds what is wrong', async () => {
    const check = (text: string) =>
      typeCheckInBackground({ folder, files: [['src/mean.ts', text]] }, digest).result;
    expect(await check(HUNGRY_ENUMS)).to.deep.equal({});
    expect((await check('export const mean: string = 4;'))['src/mean.ts']).to.have.length(1);
  });
});

/** A text that is doubled 22 times, and forty others that hold it. */
const HUNGRY_ENUMS = [
  `enum E { A0 = '${'x'.repeat(64)}', ${count(22).map((i) => `A${i + 1} = \`\${A${i}}\${A${i}}\``)} }`,
  ...count(40).map((i) => `enum F${i} { A = \`${i}\${E.A22}\` }`),
].join('\n');

function count(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
