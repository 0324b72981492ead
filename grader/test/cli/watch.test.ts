import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import { courseFilesOf } from '../../cli/watch-course';
import { ASSIGNMENTS, COURSE, SOLUTIONS } from '../../system/paths';
import { courseCopies, courseFile } from '../support/course';
import { temporaryFolder, writeTree } from '../support/folders';

describe('boletim grade --watch', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const empty = temporaryFolder();
  let environment = process.env;
  const course = courseCopies();
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  it('grades again when a file changes, is replaced or breaks, until it is ended', async () => {
    const solution = fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', 'mean.ts'), 'utf8');
    const file = path.join(folder, 'src', 'mean.ts');
    writeTree(folder, { 'src/mean.ts': 'export const mean = () => 3;\n' });
    const output = watch('warmup', '--submission', folder, '--question', 'mean');
    await output.until(/Score 1 \/ 3/);
    fs.writeFileSync(file, 'export const mean = (;\n');
    await output.until(/syntax error/, /Score 0 \/ 3/);
    writeTree(folder, { 'src/new.ts': solution });
    fs.renameSync(path.join(folder, 'src', 'new.ts'), file);
    await output.until(/Score 3 \/ 3/);
    expect(child!.exitCode).to.equal(null);
  });

  it('grades with what its author has changed: a suite, the lab, broken YAML, YAML that is right again', async () => {
    const copy = course();
    const change = (file: string, from: string, to: string) =>
      writeTree(copy, { [`tiny/${file}`]: courseFile(`tiny/${file}`).replace(from, to) });
    const output = watch(path.join(copy, 'tiny'), '--submission', path.join(copy, 'solution'));
    await output.until(/Score 3 \/ 3/);
    change('suites/half.suite.ts', 'to.equal(0.5)', 'to.equal(7)');
    await output.until(/expected 7/, /Score 2 \/ 3/);
    change('lab.ts', "'src/half.ts', 'half'", "'src/half.ts', 'third'");
    await output.until(/third/, /Score 2 \/ 3/);
    change('assignment.yaml', 'points: 2', 'points: two');
    await output.until(/expected a number, got "two"/);
    change('assignment.yaml', '', '');
    await output.until(/Score 2 \/ 3/);
  });

  it('goes on to the next question when one is done, and to all of them at the end', async () => {
    const solution = (name: string) => fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', name), 'utf8');
    const own = writeTree(temporaryFolder(), { 'src/mean.ts': 'export const mean = () => 3;\n' });
    const output = watch('warmup', '--submission', own, '--question', 'mean', '--lang', 'pt-BR');
    await output.until(/1 \/ 3/, /Esperando uma mudança/);
    writeTree(own, { 'src/mean.ts': solution('mean.ts') });
    await output.until(/src\/mean\.ts está pronto\. Agora src\/count-labels\.ts\./, /0 \/ 4/);
    writeTree(own, { 'src/retry.ts': solution('retry.ts') });
    writeTree(own, { 'src/count-labels.ts': solution('count-labels.ts') });
    await output.until(/src\/retry\.ts está pronto, e todos os outros também\./, /10 \/ 10/);
  });

  it('sees a fixture that comes', async () => {
    const suite = courseFile('tiny/suites/half.suite.ts').replace(
      'to.equal(0.5)',
      "to.equal(expected('half'))",
    );
    const copy = course({
      'hidden/half.suite.ts': suite
        .replace("'one', {", "'two', {")
        .replace('({ test })', '({ test, expected })')
        .replace('../lab', '../tiny/lab'),
      'hidden/hidden.yaml':
        'assignment: tiny\nversion: 1.0.0\nquestions:\n  - { id: half, suite: half.suite.ts, tests: [{ id: two, points: 1 }] }\n',
      'hidden/expected/other.json': '1',
    });
    const flags = ['--submission', path.join(copy, 'solution'), '--hidden', path.join(copy, 'hidden')];
    const output = watch(path.join(copy, 'tiny'), ...flags);
    await output.until(/half\.json/);
    writeTree(copy, { 'hidden/expected/half.json': '0.5' });
    await output.until(/Score 3 \/ 3/);
  });

  it('sees the toolkit, and of it no tests', () => {
    const files = courseFilesOf(loadAssignment('warmup')).map((file) => path.relative(ASSIGNMENTS, file));
    expect(files).to.include(path.join('toolkit', 'nn', 'conv2d.ts'));
    expect(files.filter((file) => file.startsWith(path.join('toolkit', 'test')))).to.be.empty;
  });

  it('ends with Ctrl-C while it waits, and leaves nothing of the next grading', async () => {
    environment = { ...process.env, TMPDIR: empty };
    await watch('warmup', '--question', 'mean').until();
    // The terminal interrupts every process of the group.
    process.kill(-child!.pid!, 'SIGINT');
    const [code] = await once(child!, 'exit');
    expect(code).to.equal(130);
    expect(fs.readdirSync(empty).filter((name) => name.startsWith('boletim-stage'))).to.deep.equal([]);
  });

  /** Starts the program; `until` waits until it has said all of it since the last time, and waits for a change. */
  function watch(...flags: string[]): { until(...patterns: RegExp[]): Promise<void> } {
    const program = path.join(COURSE, 'grader', 'bin', 'boletim.js');
    child = spawn(process.execPath, [program, 'grade', ...flags, '--sandbox', 'process', '--watch'], {
      detached: true,
      env: environment,
    });
    let [text, wake] = ['', () => {}];
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        wake();
      });
    }
    return {
      async until(...patterns) {
        const said = () =>
          [...patterns, /Waiting for a change|Esperando uma mudança/].every((pattern) => pattern.test(text));
        while (!said()) await new Promise<void>((resolve) => (wake = resolve));
        text = '';
      },
    };
  }
});
