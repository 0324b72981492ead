import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { returnClass, type ReturnOptions } from '../../return/return-class';
import { rowOf, temporaryFolder, writeTree } from '../../../teaching/test/class/support';
import { personOf, writeOut } from './support';

describe('handing results back', () => {
  const root = temporaryFolder();
  let count = 0;
  const folder = () => path.join(root, String(count++));
  const people = () => ['ana', 'bo'].map((id) => personOf(id));
  const news = async (out: string, options: Partial<ReturnOptions> = {}) => {
    const mail: ReturnOptions = { to: 'folder', from: 'p@x.edu', ...options };
    return (await returnClass(out, mail)).returned.map((entry) => `${entry.id} ${entry.news}`);
  };

  it('returns everybody once, then only what changed', async () => {
    const out = await writeOut(folder(), people());
    expect(await news(out)).to.deep.equal(['ana new', 'bo new']);
    expect(await news(out)).to.deep.equal([]);
    await writeOut(out, [personOf('ana'), personOf('bo', { points: 4 })]);
    expect(await news(out)).to.deep.equal(['bo changed']);
    expect(fs.readdirSync(path.join(out, 'return'))).to.deep.equal(['folder-1', 'folder-2', 'returned.json']);
    expect(fs.readdirSync(path.join(out, 'return/folder-2'))).to.deep.equal(['bo.eml']);
  });

  it('takes a new comment, a late day and an excuse for a change', async () => {
    const out = await writeOut(folder(), people());
    await news(out);
    const changes = [{ review: { comment: 'see me' } }, { lateHours: 30 }, { review: { excused: true } }];
    for (const change of changes) {
      await writeOut(out, [personOf('ana', change), personOf('bo')]);
      expect(await news(out), JSON.stringify(change)).to.deep.equal(['ana changed']);
    }
  });

  it('does not take another time or another machine for a change', async () => {
    const out = await writeOut(folder(), people());
    await news(out);
    const again = people();
    Object.assign(again[0]!.report!, { startedAt: '2027-01-01T00:00:00.000Z', durationMs: 9 });
    again[0]!.report!.environment.node = 'v99.0.0';
    again[0]!.report!.questions[0]!.tests[0]!.durationMs = 77;
    expect(await news(await writeOut(out, again))).to.deep.equal([]);
  });

  it('says what it would do, and writes nothing, with --dry-run and no sender', async () => {
    const out = await writeOut(folder(), people());
    const result = await returnClass(out, { to: 'mbox', dryRun: true });
    expect(result.returned.map(({ id }) => id)).to.deep.equal(['ana', 'bo']);
    expect(result.files).to.deep.equal([]);
    expect(fs.existsSync(path.join(out, 'return'))).to.equal(false);
  });

  it('returns everything again with --all, and knows each way by itself', async () => {
    const out = await writeOut(folder(), people());
    await news(out);
    expect(await news(out, { all: true })).to.deep.equal(['ana again', 'bo again']);
    expect(await news(out, { to: 'mbox' })).to.deep.equal(['ana new', 'bo new']);
  });

  it('has a word for who has no report, and none for who handed nothing in', async () => {
    const problem = { code: 'corrupt' as const, message: 'it is no zip' };
    const broken = personOf('cy', { report: null, row: { outcome: 'not-gradable', problem } });
    const silent = personOf('dee', { report: null });
    const waiting = personOf('flo', { row: { withheld: true } });
    const failed = personOf('eve', { report: null, row: { outcome: 'grader-fault' } });
    const out = await writeOut(folder(), [broken, silent, failed, waiting]);
    const { files, leftOut } = await returnClass(out, { to: 'folder', from: 'p@x.edu' });
    expect(files.map((file) => path.basename(file))).to.deep.equal(['cy.eml']);
    expect(leftOut).to.deep.equal([
      { id: 'dee', reason: 'nothing was handed in' },
      { id: 'eve', reason: 'the grader failed on it; run boletim class again' },
      { id: 'flo', reason: 'a question waits for a person to give its points' },
    ]);
  });

  it('brings every answer and every comment at a line to its student, also in plain text', async () => {
    const replies = [
      { question: 'add', why: 'Why?', reply: 'So.' },
      { why: 'All', reply: 'No.' },
    ];
    const lines = [{ line: 1, comment: 'At the line.' }];
    const review = { questions: { add: { lines } }, replies };
    const silent = personOf('dee', { report: null, review: { replies } });
    const out = await writeOut(folder(), [personOf('ana', { review }), silent]);
    const { files } = await returnClass(out, { to: 'folder', from: 'p@x.edu' });
    const texts = await Promise.all(
      files.map(async (file) => (await simpleParser(fs.readFileSync(file))).text!),
    );
    for (const text of texts)
      expect(text)
        .to.match(/another look: Why\?\n *So\./)
        .and.to.match(/: All\n *No\./);
    expect(texts[0]).to.contain('At the line.');
    expect(texts).to.have.lengthOf(2);
  });

  it('gives a place that two share one letter when it is the same, and none when it is not', async () => {
    const shared = (id: string, points: number) =>
      personOf(id, { student: { id, email: 'group@x.edu', name: id }, points });
    const texts = [shared('ana', 3), shared('bo', 3), shared('cy', 3)];
    for (const { report } of texts) report!.warnings = [];
    for (const { report } of texts) report!.questions[1]!.tests[0]!.output = '';
    const same = await returnClass(await writeOut(folder(), texts), { to: 'mbox', from: 'p@x.edu' });
    expect(same.returned).to.have.length(3);
    const other = [texts[0]!, personOf('bo', { student: { id: 'bo', email: 'group@x.edu' }, points: 5 })];
    const { leftOut } = await returnClass(await writeOut(folder(), other), { to: 'mbox', from: 'p@x.edu' });
    expect(leftOut.map(({ id }) => id)).to.deep.equal(['ana', 'bo']);
    expect(leftOut[0]!.reason).to.match(/^ana and bo share a place/);
  });

  it('warns while points wait for release, and not after', async () => {
    const row = personOf('ana');
    row.report!.questions[0]!.tests[2]!.maxPoints = 2;
    const before = await writeOut(folder(), [row], { released: false });
    expect((await returnClass(before, { to: 'folder', from: 'p@x.edu' })).warnings).to.match(
      /^1 reports keep/,
    );
    const after = await writeOut(folder(), [row], { released: true });
    expect((await returnClass(after, { to: 'folder', from: 'p@x.edu' })).warnings).to.deep.equal([]);
  });

  it('asks for another run when a report is gone, and for a decision when its own note is damaged', async () => {
    const out = await writeOut(folder(), people());
    writeTree(out, { 'return/returned.json': '{' });
    expect(await news(out).catch(String)).to.match(/returned\.json is damaged.*delete it/);
    fs.rmSync(path.join(out, 'students/ana/report.html'));
    expect(await news(out).catch(String)).to.match(/report\.html cannot be read .*run boletim class again/);
    expect(await news(folder()).catch(String)).to.match(/has no class\.json/);
  });

  it('names people as the class does, whoever they are', async () => {
    const odd = rowOf({ student: { id: '__proto__', email: 'x@x.edu' }, review: { comment: 'hello' } });
    const out = await writeOut(folder(), [odd]);
    expect(await news(out)).to.deep.equal(['__proto__ new']);
    expect(await news(out)).to.deep.equal([]);
  });
});
