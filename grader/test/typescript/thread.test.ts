import { expect } from 'chai';
import path from 'node:path';
import { ROOT } from '../../paths';
import { TypeScriptThread } from '../../typescript/thread';

describe('a thread with the compiler', function () {
  this.timeout(30_000);
  const module = path.join(ROOT, 'grader', 'typescript', 'compile-submission.ts');
  const request = { file: 'src/a.ts', text: 'export const a: number = 1;', folder: ROOT };
  const compile = (thread: TypeScriptThread) =>
    thread.ask<{ code: string }>({ module, name: 'compileSubmitted', request }, 20_000);

  it('is used again once it was given back', () => {
    const thread = TypeScriptThread.take();
    thread.giveBack();
    expect(TypeScriptThread.take() === thread).to.equal(true);
    thread.end();
  });

  it('is ended while it waits, and not while it works', async () => {
    const [waits, works] = [TypeScriptThread.take(), TypeScriptThread.take()];
    waits.giveBack();
    const answer = compile(works);
    TypeScriptThread.endIdle();
    expect(await compile(waits)).to.equal(null);
    expect((await answer)!.code).to.include('exports.a = 1');
    const next = TypeScriptThread.take();
    expect([waits, works].includes(next)).to.equal(false);
    for (const thread of [works, next]) thread.end();
  });
});
