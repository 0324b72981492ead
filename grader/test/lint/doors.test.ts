import { expect } from 'chai';
import { ESLint } from 'eslint';
import path from 'node:path';
import { COURSE } from '../../system/paths';

const SUITE = 'assignments/warmup/suites/mean.suite.ts';
const STUB = 'assignments/warmup/src/mean.ts';
const SOLUTION = 'solutions/warmup/src/mean.ts';
const TOOLKIT = 'assignments/toolkit/nn/linear.ts';

/** Which file may not import what. */
const REFUSED: [file: string, modules: string[]][] = [
  ['grader/run/grade.ts', [`../../${STUB}`, `../../${SOLUTION}`, '../../assignments/warmup/lab.ts']],
  ['grader/run/grade.ts', ['@boletim/toolkit', '../../bench/measure']],
  ['grader/run/grade.ts', ['../sandbox/child/main', '../cli', '../reporters', '../teaching/class']],
  ['grader/run/grade.ts', ['@boletim/teaching/class', '@boletim/desk/commands', '@boletim/farm/commands']],
  ['grader/suite/index.ts', ['../run/grade', '../desk/review/model', '../farm/queue/job']],
  ['grader/wire/plain.ts', ['../errors', '../system']],
  ['grader/errors.ts', ['./system']],
  ['grader/sandbox/child/main.ts', ['../host/sandbox', '../../suite', '../../report/report']],
  ['grader/teaching/release/build-release.ts', ['../../sandbox/child/main', '../../cli', '../cli/class']],
  ['grader/teaching/release/build-release.ts', ['@boletim/grader/cli', '@boletim/grader/run']],
  ['grader/teaching/class/grade-class.ts', ['../../cli', '@boletim/grader/cli', '../cli/class']],
  ['grader/teaching/class/grade-class.ts', ['../check/check-assignment', '@boletim/farm/commands']],
  [
    'grader/teaching/term/load-term.ts',
    ['@boletim/grader/run', '../cli/term', '../release', '@boletim/grader/suite'],
  ],
  ['grader/desk/review/desk.ts', ['@boletim/grader/run', '../similar/command', '@boletim/farm/commands']],
  ['grader/farm/queue/job.ts', ['@boletim/grader/run', '../serve/server', '@boletim/desk/commands']],
  [SUITE, ['../../../grader/run/grade', '@boletim/grader/run', `../../../${SOLUTION}`]],
  [SUITE, ['../../../grader/suite/collect', '../../../fixtures/cnn/expected/transferred.json']],
  [STUB, ['../../../grader/run/grade', `../../../${SOLUTION}`, '@boletim/grader/report']],
  [SOLUTION, ['../../../grader/run/grade', '@boletim/grader/system']],
  [
    TOOLKIT,
    ['../../../grader/errors', '@boletim/grader/errors', '@boletim/grader/suite', `../../../${STUB}`],
  ],
  [TOOLKIT, [`../../../${SOLUTION}`]],
];

const ALLOWED: [file: string, modules: string[]][] = [
  ['grader/run/grade.ts', ['../sandbox/host/sandbox', '../suite', '../wire/plain', 'node:fs', 'yaml']],
  ['grader/sandbox/child/main.ts', ['../../wire/plain']],
  ['grader/teaching/class/grade-class.ts', ['../../run', '@boletim/grader/run', '@boletim/grader/system']],
  ['grader/teaching/term/load-term.ts', ['../class', '@boletim/grader/html', '@boletim/grader/errors']],
  ['grader/desk/review/desk.ts', ['@boletim/teaching/class', 'diff']],
  ['grader/farm/queue/job.ts', ['@boletim/teaching/class']],
  [SUITE, ['boletim/suite', 'boletim/toolkit']],
  [STUB, ['boletim/toolkit']],
  [SOLUTION, ['boletim/suite', 'boletim/toolkit']],
  [TOOLKIT, ['../device', '@tensorflow/tfjs-core']],
];

/** What closes a circle: `bwrap` imports `launch-plan`, and `launch` imports both. */
const CIRCLES = [
  "import { bwrapCommand } from './bwrap';",
  "import type { bwrapCommand } from './bwrap';",
  "import { type launch } from './launch';",
  "export type { launch } from './launch';",
  "export const later = () => import('./launch');",
  "export type Launch = typeof import('./launch');",
  "import type { chooseSandbox } from '@boletim/grader/sandbox';",
];

describe('the doors between folders', function () {
  this.timeout(60_000);
  const lint = new ESLint({
    cwd: COURSE,
    // Types are of no use here, and take long to load.
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => /^(import-x\/no-restricted-paths|boletim\/)/.test(ruleId),
  });

  async function complaints(file: string, code: string): Promise<string[]> {
    const [result] = await lint.lintText(code, { filePath: path.join(COURSE, file) });
    return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
  }

  for (const [file, modules] of REFUSED) {
    it(`are shut to ${file} for ${modules.join(', ')}`, async () => {
      const found = modules.map((name) => complaints(file, `import type * as it from '${name}';`));
      for (const rules of await Promise.all(found)) expect(rules).to.include('import-x/no-restricted-paths');
    });
  }

  for (const [file, modules] of ALLOWED) {
    it(`are open to ${file} for ${modules.join(', ')}`, async () => {
      const code = modules.map((name, index) => `import * as it${index} from '${name}';`).join('\n');
      expect(await complaints(file, code)).to.deep.equal([]);
    });
  }

  for (const code of CIRCLES) {
    it(`let no circle through: ${code}`, async () => {
      expect(await complaints('grader/sandbox/host/launch-plan.ts', code)).to.include('boletim/no-circle');
    });
  }

  it('are not shut by a circle that was thought of, and not written', async () => {
    await complaints('grader/sandbox/host/launch-plan.ts', CIRCLES[0]!);
    expect(await complaints('grader/sandbox/host/bwrap.ts', "import './launch-plan';")).to.deep.equal([]);
  });
});
