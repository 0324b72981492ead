import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CACHE } from '../../../loader/compile';
import { displayPath } from '../../../system/paths';
import { Reference } from '../../../run/reference';
import { probeBwrap } from '../../../sandbox/host/probe-bwrap';
import {
  COMPARES,
  coursesWithHidden,
  gradeHidden,
  hiddenAssignment,
  hiddenTests,
} from '../../support/hidden-course';

const course = coursesWithHidden();
const WRONG = 'export const half = (x: number) => x / 3;\n';
const statuses = (report: Parameters<typeof hiddenTests>[0]) =>
  hiddenTests(report).map(({ status }) => status);

/** A reference that several gradings of a test share. */
async function shared<T>(folder: string, use: (reference: Reference) => Promise<T>): Promise<T> {
  const assignment = hiddenAssignment(folder);
  const reference = new Reference({ assignment, sandbox: 'process', device: 'auto' });
  try {
    return await use(reference);
  } finally {
    await reference.close();
  }
}

/** A test that shows what the reference answered to this callback. */
const shows = (callback: string) => `await evaluate(() => 1);
    expect(await reference(${callback})).to.equal('nothing');`;

describe('the reference solution of hidden tests', function () {
  this.timeout(60_000);

  it('says what is right for drawn inputs', async () => {
    const folder = course([COMPARES], { 'other/src/half.ts': WRONG });
    for (const seed of [1, 2])
      expect(statuses(await gradeHidden(folder, { seed }))).to.deep.equal(['passed']);
    const [wrong] = hiddenTests(await gradeHidden(folder, { submission: 'other', seed: 1 }));
    expect(wrong).to.include({
      status: 'failed',
      message: `expected ${wrong!.expected}, got ${wrong!.actual}`,
    });
    expect(Number(wrong!.expected) / Number(wrong!.actual)).to.be.closeTo(1.5, 1e-9);
  });

  it('is asked the same once, whoever asks, and something else anew', async () => {
    const folder = course([shows('() => Math.random()'), shows('() => [process.pid, Math.random()][1]')]);
    const [first, second] = await shared(folder, (reference) =>
      Promise.all([gradeHidden(folder, { reference }), gradeHidden(folder, { reference })]),
    );
    const answers = (report: typeof first) => hiddenTests(report).map(({ actual }) => Number(actual));
    expect(answers(first)).to.deep.equal(answers(second));
    expect(new Set(answers(first)).size).to.equal(2);
  });

  it('has one sandbox for all who ask, and none afterwards', async () => {
    const folder = course([shows('() => process.pid'), shows('() => [process.pid][0]')]);
    const pids = await shared(folder, async (reference) => {
      const reports = await Promise.all([1, 2].map(() => gradeHidden(folder, { reference })));
      return new Set(reports.flatMap(hiddenTests).map(({ actual }) => Number(actual)));
    });
    expect(pids.size).to.equal(1);
    expect(() => process.kill([...pids][0]!, 0)).to.throw('ESRCH');
  });

  it('starts again when it has died', async () => {
    const folder = course([shows('() => process.exit(7)'), shows("() => 'alive'")]);
    const report = await gradeHidden(folder);
    expect(report.authorErrors).to.have.length(1);
    expect(hiddenTests(report)[1]!.actual).to.equal('"alive"');
  });

  const failures: [what: string, half: string, message: RegExp][] = [
    [
      'throws',
      'if (x !== 1) throw new TypeError("odd");',
      /no answer: src\/half\.ts:2:\d+: TypeError: odd\. /,
    ],
    ['never ends', 'if (x !== 1) for (;;);', /no answer: it did not finish within 0\.3 s\. /],
    [
      'ends its process',
      'if (x !== 1) process.exit(0);',
      /no answer: src\/half\.ts:\d+:\d+: its process exited with code 0/,
    ],
    [
      'has a wrong answer for another test',
      'if (x === 1) return 3;',
      / fails half\/one: expected 0\.5, got 3\. /,
    ],
    [
      'throws in another test',
      'if (x === 1) throw new Error();',
      / fails half\/one: src\/half\.ts:2:\d+: threw an error/,
    ],
  ];
  for (const [what, line, message] of failures) {
    it(`is the course's mistake, not the student's, when it ${what}`, async () => {
      const half = `export function half(x: number): number {\n  ${line}\n  return x / 2;\n}\n`;
      const folder = course([COMPARES], { 'other/src/half.ts': WRONG, 'solution/src/half.ts': half });
      const yaml = path.join(folder, 'solution/suites/hidden.yaml');
      const text = fs.readFileSync(yaml, 'utf8');
      fs.writeFileSync(yaml, text.replace('points: 1 }', 'points: 1, timeoutSeconds: 0.3 }'));
      const report = await gradeHidden(folder, { submission: 'other' });
      expect(statuses(report)).to.deep.equal(['skipped']);
      const place = `${displayPath(folder)}/solution/suites/half.suite.ts: t0: The reference solution ${displayPath(folder)}/solution`;
      expect(report.authorErrors).to.have.length(1);
      expect(report.authorErrors[0]).to.match(message).and.include(place);
    });
  }

  it('cannot be asked by a suite that students see, or where hidden.yaml names none', async () => {
    const suite = fs.readFileSync(path.join(course([]), 'tiny/suites/half.suite.ts'), 'utf8');
    const asks = suite
      .replace('{ evaluate }', '{ evaluate, reference }')
      .replace('0.5', 'await reference(() => 1)');
    const open = await gradeHidden(course([COMPARES], { 'tiny/suites/half.suite.ts': asks }));
    expect(open.authorErrors[0]).to.match(/half\.suite\.ts: one: reference\(\) is for hidden suites/);
    const folder = course([COMPARES]);
    const yaml = path.join(folder, 'solution/suites/hidden.yaml');
    fs.writeFileSync(yaml, fs.readFileSync(yaml, 'utf8').replace('reference: ..\n', ''));
    const without = await gradeHidden(folder);
    expect(without.authorErrors[0]).to.match(/t0: reference\(\) needs .*, like: reference: \.\.$/);
  });

  it('that cannot be compiled, or an argument that cannot travel, is told with its place', async () => {
    const broken = await gradeHidden(
      course([COMPARES], { 'solution/src/half.ts': 'export const half = (;\n' }),
      {
        submission: 'tiny',
      },
    );
    expect(statuses(broken)).to.deep.equal(['not-implemented']);
    const folder = course([`await evaluate(() => 1); await reference(() => 1, { log() {} });`]);
    expect((await gradeHidden(folder)).authorErrors[0]).to.match(
      /argument of reference\(\) cannot travel: .*log/,
    );
  });
});

describe('the check of a reference solution', function () {
  this.timeout(60_000);
  const folderOfChecks = path.join(CACHE, 'reference-checks');
  const remembered = () => (fs.existsSync(folderOfChecks) ? fs.readdirSync(folderOfChecks).length : 0);
  const grown = async (run: () => Promise<unknown>) => {
    const before = remembered();
    await run();
    return remembered() - before;
  };

  it('is done once for a question, and remembered for the same files', async () => {
    const folder = course([COMPARES, shows('() => 1')]);
    expect(await grown(() => gradeHidden(folder))).to.equal(1);
    expect(await grown(() => gradeHidden(folder, { seed: 5 }))).to.equal(0);
  });

  it('is done again when the solution changes, and not remembered when it fails', async () => {
    const changed = 'export const half = (x: number) => 0.5 * x;\n';
    expect(await grown(() => gradeHidden(course([COMPARES], { 'solution/src/half.ts': changed })))).to.equal(
      1,
    );
    expect(await grown(() => gradeHidden(course([COMPARES], { 'solution/src/half.ts': WRONG })))).to.equal(0);
  });

  it('runs hidden tests with values of their own, too', async () => {
    const folder = course(['expect(await evaluate(({ half }) => half(4))).to.equal(9);', COMPARES]);
    const { authorErrors } = await gradeHidden(folder);
    expect(authorErrors.join()).to.match(/ fails half\/t0: expected 9, got 2/);
  });
});

describe('what a submission sees of the reference solution', function () {
  this.timeout(60_000);
  const WORD = 'canary-reference-ozbq';
  const half = `// canary-${'reference-ozbq'}\nexport const half = (x: number) => x / 2;\n`;
  /** Looks, from within the sandbox, for readable files below a folder that hold the word. */
  const search = (root: string) => `
    await reference(({ half }) => half(1));
    const found = await evaluate(({ half }, { root, word }) => {
      const fs = process.getBuiltinModule('fs');
      const found = [String(half(1))];
      const visit = (folder) => {
        let entries = [];
        try { entries = fs.readdirSync(folder, { withFileTypes: true }); } catch {}
        for (const entry of entries) {
          const file = folder + '/' + entry.name;
          if (folder === ${JSON.stringify(os.tmpdir())} && !entry.name.startsWith('boletim-')) continue;
          if (/^\\/+(proc|sys|dev|usr|lib|lib64)$|node_modules\\/[^.]/.test(file)) continue;
          if (entry.isDirectory()) visit(file);
          else if (entry.isFile()) try { if (fs.statSync(file).size < 1e5 && fs.readFileSync(file, 'latin1').includes(word)) found.push(file); } catch {}
        }
      };
      visit(root);
      return found;
    }, { root: ${JSON.stringify(root)}, word: ['canary', 'reference', 'ozbq'].join('-') });
    expect(found).to.deep.equal(['0.5']);`;
  const gradeSearch = (root: string, sandbox: 'process' | 'bwrap') => {
    const files = { 'solution/src/half.ts': half, 'other/src/half.ts': 'export const half = () => 0.5;\n' };
    return gradeHidden(course([search(root)], files), { submission: 'other', sandbox });
  };

  it('is nothing under bwrap', async function () {
    if (!probeBwrap().available) this.skip();
    expect(half).to.include(WORD);
    expect(hiddenTests(await gradeSearch('/', 'bwrap'))[0]).to.include({ status: 'passed', message: null });
  });

  it('is its stage in a plain process, and not even that as another user', async function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) this.skip();
    const [plain] = hiddenTests(await gradeSearch(os.tmpdir(), 'process'));
    expect(plain!.actual).to.match(/boletim-stage-[^"]*\/src\/half\.js/);
    process.env.BOLETIM_SANDBOX_UID = '65534';
    try {
      expect(hiddenTests(await gradeSearch(os.tmpdir(), 'process'))[0]).to.include({ status: 'passed' });
    } finally {
      delete process.env.BOLETIM_SANDBOX_UID;
    }
  });
});
