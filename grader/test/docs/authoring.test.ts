import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { limitsSpec } from '../../assignment/spec';
import { COURSE } from '../../system/paths';
import { newAssignment } from '../../teaching/init';
import { fillTemplate } from '../../teaching/init/template';
import { temporaryFolder, writeTree } from '../support/folders';

type Step = { file: string; text: string } | { command: string };

/** An assignment of three plain functions: the bound on all that its author writes. */
const MOST_LINES = 200;
const INIT = ['npx boletim init my-course', 'cd my-course', 'npm install'];

/** Copies every file of docs/authoring.md and runs every command, in their order, in a course that init writes. */
describe('docs/authoring.md, followed to the letter', function () {
  this.timeout(180_000);
  const page = fs.readFileSync(path.join(COURSE, 'docs', 'authoring.md'), 'utf8');
  const course = path.join(temporaryFolder(), 'my-course');
  const [init, ...steps] = stepsOf(page);
  const files = steps.flatMap((step) => ('file' in step ? step : []));
  const outputs = new Map<string, string>();

  before(() => writeCourse(course));

  it('begins with a course', () => expect(init).to.deep.equal({ command: INIT.join('\n') }));

  for (const step of steps) {
    if ('file' in step) it(`writes ${step.file}`, () => void writeTree(course, { [step.file]: step.text }));
    else
      it(step.command, () => {
        const { status, stdout, stderr } = run(step.command);
        expect(status, stdout + stderr).to.equal(0);
        outputs.set(step.command, stdout);
      });
  }

  it('ends in a check that passes', () => {
    const [check, last] = [...outputs].slice(-2);
    expect(check![0]).to.contain('boletim check lists');
    for (const output of [check![1], last![1]])
      expect(output).to.match(/\blists\n(  ✓ .*\n)+\n\d+ checks passed, 0 failed/);
  });

  it('shows the first run of the stubs, and then everything earned, hidden tests included', () => {
    const scores = [...outputs.values()].flatMap((output) => /Score .*?\/ 10/.exec(output) ?? []);
    expect(scores).to.deep.equal(['Score 0 / 10', 'Score 10 / 10', 'Score 10 / 10']);
    // The stubs compile, also where packages are links out of the course.
    expect([...outputs.values()].join()).not.to.contain('Cannot find');
  });

  it('shows files as npm run format leaves them', () => {
    const changed = files.filter(
      ({ file, text }) => fs.readFileSync(path.join(course, file), 'utf8') !== text,
    );
    expect(changed.map(({ file }) => file)).to.deep.equal([]);
  });

  it(`takes as many lines as it says, and at most ${MOST_LINES}`, () => {
    const lines = files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
    expect(page).to.contain(`three plain\nfunctions, in ${lines} lines`);
    expect(lines).to.be.at.most(MOST_LINES);
    const written = ['assignments/lists', 'solutions/lists'].flatMap((folder) =>
      (fs.readdirSync(path.join(course, folder), { recursive: true }) as string[])
        .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
        .filter((file) => fs.statSync(path.join(course, file)).isFile()),
    );
    const recorded = written.filter((file) => path.basename(file) === 'mistakes.json');
    expect(recorded).to.have.length(2);
    expect(written.sort()).to.deep.equal([...files.map(({ file }) => file), ...recorded].sort());
  });

  it('tells a student whose code is another but does the same what the page promises', () => {
    const [promised] = /(?<= now reads:\n\n```\n).*/.exec(page) ?? [];
    const solution = path.join(course, 'solutions', 'lists', 'src');
    fs.cpSync(solution, path.join(course, 'handed-in', 'src'), { recursive: true });
    writeTree(course, { 'handed-in/src/mean.ts': ANOTHER_WAY });
    const { stdout } = run('npx boletim grade lists --submission handed-in');
    expect(promised).to.match(/\w/);
    expect(stdout).to.contain(promised);
  });

  it('tells the limits that are the default', () => {
    const [, limits] = /```yaml\n(limits:\n[^]*?)```/.exec(page)!;
    expect(parse(limits!)).to.deep.equal({ limits: limitsSpec.parse({}) });
  });

  function run(command: string) {
    const env = { ...process.env, npm_config_offline: 'true', npm_config_update_notifier: 'false' };
    return spawnSync('bash', ['-c', `set -e\n${command}`], { cwd: course, encoding: 'utf8', env });
  }
});

/** The page's files, each below its name, and its blocks of commands. */
function stepsOf(page: string): Step[] {
  const blocks = page.matchAll(/(?:^`([^`\n]+)`\n\n)?^(`{3,})(\w*)\n([^]*?)^\2$/gm);
  return [...blocks].flatMap(([, file, , language, text]): Step[] => {
    if (file !== undefined) return [{ file, text: text! }];
    return language === 'sh' ? [{ command: text!.trimEnd() }] : [];
  });
}

const ANOTHER_WAY = `export function mean(values: number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return values.length > 0 ? Math.trunc(total / values.length) : 0;
}
`;

/** What init writes, with this checkout's program in place of packed packages. */
function writeCourse(course: string): void {
  const values = { name: 'my-course', id: 'first', dependencies: '{}', devDependencies: '{}' };
  writeTree(course, Object.fromEntries(fillTemplate('course', values)));
  newAssignment({ course, id: 'first', template: 'functions' });
  const modules = path.join(course, 'node_modules');
  const link = (to: string, from: string) => {
    fs.mkdirSync(path.dirname(path.join(modules, from)), { recursive: true });
    fs.symlinkSync(fs.realpathSync(path.join(COURSE, to)), path.join(modules, from));
  };
  link('grader', '@boletim/grader');
  link('grader/teaching', '@boletim/teaching');
  link('grader/bin/boletim.js', '.bin/boletim');
  for (const name of ['prettier', 'typescript', '@types/node']) link(`node_modules/${name}`, name);
  for (const name of ['prettier', 'tsc']) link(`node_modules/.bin/${name}`, `.bin/${name}`);
}
