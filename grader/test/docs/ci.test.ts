import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { COURSE } from '../../system/paths';
import { temporaryFolder, writeTree } from '../../teaching/test/class/support';
import { AN_HOUR_BEFORE, Specimen } from '../../teaching/test/collect/support';

interface Job {
  steps?: { run?: string }[];
  script?: string[];
  artifacts?: { reports: { junit: string } };
}

describe('CI', function () {
  this.timeout(60_000);
  const page = fs.readFileSync(path.join(COURSE, 'docs', 'ci.md'), 'utf8');
  const blocks = (language: string) =>
    [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
      .filter((block) => block[1] === language)
      .map((block) => block[2]!);
  const workflow = parse(fs.readFileSync(path.join(COURSE, '.github/workflows/check.yml'), 'utf8')) as {
    jobs: Record<string, Job>;
  };
  const [gitlab] = blocks('yaml').map((text) => (parse(text) as { grade: Job }).grade);

  const graded = [
    ...gitlab!.script!.filter((line) => line.includes('grade')),
    ...blocks('sh')
      .filter((text) => text.includes('run grade'))
      .map((text) => text.trim()),
  ];
  for (const command of graded) {
    it(`writes every report of: ${command.slice(0, 60)}…`, () => {
      const folder = temporaryFolder();
      const program = `npm() { shift 3; node ${path.join(COURSE, 'grader/bin/boletim.js')} grade "$@"; }`;
      const { status, stderr } = spawnSync(
        'bash',
        ['-c', `${program}\n${command.replace('cnn', 'warmup')}`],
        { cwd: folder, encoding: 'utf8' },
      );
      expect(status, stderr).to.equal(0);
      const asked = [...command.matchAll(/--report \w+=(\S+)/g)].map((match) => path.basename(match[1]!));
      expect(asked.length).to.be.greaterThan(1);
      expect(fs.readdirSync(path.join(folder, 'reports')).sort()).to.deep.equal(asked.sort());
    });
  }

  describe('on the way from GitHub Classroom', () => {
    // npm says what it runs on the same output, unless it is told to be silent.
    const NPM = `npm() { [[ "$*" == *--silent* ]] || echo "> boletim"; while [ "$1" != -- ]; do shift; done; shift;`;
    const folder = temporaryFolder();
    const commands = blocks('sh').filter((text) => !text.includes('run grade'));

    before(() => {
      const tests = [{ name: 'mean', run: 'npm test', points: 40 }];
      writeTree(folder, {
        'lab-template/.github/classroom/autograding.json': JSON.stringify({ tests }),
        'classroom_roster.csv': 'identifier,github_username,github_id,name\na@x.edu,ana-l,1,Ana\n',
      });
      const own = new Specimen(path.join(folder, 'ana'));
      own.commit({ at: AN_HOUR_BEFORE });
      own.bare(path.join(folder, 'lab-1-ana-l.git'));
    });

    for (const command of commands)
      it(`reads what it knew: ${command.slice(0, 60)}…`, () => {
        const program = `${NPM} node ${path.join(COURSE, 'grader/bin/boletim.js')} "$@"; }`;
        const local = command.replaceAll(/\bcnn\b/g, 'warmup').replace('https://github.com/course', folder);
        const { status, stderr } = spawnSync('bash', ['-c', `set -e\n${program}\n${local}`], {
          cwd: folder,
          encoding: 'utf8',
        });
        expect(status, stderr).to.equal(0);
      });

    it('leaves a beginning of an assignment.yaml, and the hand-in', () => {
      expect(commands).to.have.length(2);
      const text = fs.readFileSync(path.join(folder, 'questions.yaml'), 'utf8');
      const { questions } = parse(text) as { questions: object[] };
      expect(questions[0]).to.include({ id: 'mean', points: 40 });
      expect(fs.readdirSync(path.join(folder, 'collected'))).to.include('a@x.edu.tar.gz');
    });
  });

  it('hands GitLab the JUnit report that was written', () => {
    const { junit } = gitlab!.artifacts!.reports;
    expect(gitlab!.script?.join('\n')).to.contain(`junit=${junit}`);
  });

  it('calls only scripts that package.json has', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(COURSE, 'package.json'), 'utf8')) as {
      scripts: object;
    };
    const runs = Object.values(workflow.jobs).flatMap(
      ({ steps }) => steps?.map(({ run }) => run ?? '') ?? [],
    );
    const called = [...runs.join('\n').matchAll(/npm (?:run )?([a-z:]+)/g)].map((match) => match[1]);
    expect(called).to.include.members(['ci', 'test', 'boletim']);
    expect(called.filter((name) => name !== 'ci' && !Object.hasOwn(scripts, name!))).to.deep.equal([]);
  });

  it('grades, in its dry run, a class whose solution has full points', function () {
    const steps = workflow.jobs['class-dry-run']!.steps!.flatMap(({ run }) => run ?? []);
    const from = steps.findIndex((run) => run.includes('mkdir -p class/submissions'));
    const folder = temporaryFolder();
    for (const name of ['assignments', 'solutions'])
      fs.symlinkSync(path.join(COURSE, name), path.join(folder, name));
    const program = `npm() { shift 3; node ${path.join(COURSE, 'grader/bin/boletim.js')} "$@"; }`;
    const commands = steps
      .slice(from)
      .join('\n')
      .replace('--out class/out', '--out class/out --sandbox process');
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -e\n${program}\n${commands}`], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ASSIGNMENT: 'warmup' },
    });
    expect(status, stderr + stdout).to.equal(0);
  });
});
