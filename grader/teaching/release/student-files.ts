import type { Assignment } from '@boletim/grader/assignment';

/** The README of the folder that students receive: what it is, how to start, where to read on. */
export function studentReadme(assignments: readonly Assignment[], present: ReadonlySet<string>): string {
  const title = assignments.map(({ spec }) => spec.title).join(', ');
  const guide = present.has('docs/student.md')
    ? 'How to work with the grader stands in [docs/student.md](docs/student.md).\n\n'
    : '';
  const [first] = assignments;
  return `# ${title}

${guide}You need Node 20.19 or newer. Once:

\`\`\`sh
npm ci
\`\`\`

Then write your functions, and as often as you like:

\`\`\`sh
npm run grade -- ${first!.spec.id}      # your points, test by test
npm test                         # your own tests, in test/
\`\`\`

${assignments.map((assignment) => assignmentSection(assignment, present, assignments.length > 1)).join('\n')}`;
}

function assignmentSection(
  { spec, questions }: Assignment,
  present: ReadonlySet<string>,
  hasHeading: boolean,
): string {
  const handout = `assignments/${spec.id}/README.md`;
  const portuguese = `assignments/${spec.id}/README.pt-BR.md`;
  const links = [
    present.has(handout) && `The handout is [${handout}](${handout}).`,
    present.has(portuguese) && `Em português: [${portuguese}](${portuguese}).`,
  ].filter((line) => typeof line === 'string');
  const rows = questions.map(({ title, file, maxPoints }, index) => {
    return `| ${index + 1} | ${title} | [\`${file}\`](assignments/${spec.id}/${file}) | ${maxPoints} |`;
  });
  return `${hasHeading ? `## ${spec.title}\n\n` : ''}${links.length > 0 ? `${links.join('\n')}\n\n` : ''}| | question | file | points |
|---|---|---|---|
${rows.join('\n')}

Hand in the folder \`assignments/${spec.id}\`, packed as a zip or tar.gz${spec.declaration === undefined ? '' : `, with \`${spec.declaration}\` filled in`}.
`;
}

/** Where students write tests of their own; out of the box it checks that every function is still exported. */
export function smokeTest({ spec, questions }: Assignment): string {
  const called = questions.filter((question) => question.function !== null);
  const imports = called.map(({ function: name, file }) => {
    return `import { ${name} } from '../assignments/${spec.id}/${file.replace(/\.ts$/, '')}';`;
  });
  const table = called.map(({ function: name }) => `    ${name},`);
  return `import { expect } from 'chai';
${imports.join('\n')}

// These tests are yours: change them, and write more in files like this one.
describe('my functions', () => {
  const functions = {
${table.join('\n')}
  };
  for (const [name, value] of Object.entries(functions)) {
    it(\`\${name} is there\`, () => {
      expect(value).to.be.a('function');
    });
  }
});
`;
}

/** How mocha finds students' tests. */
export function studentMocha(): string {
  const options = {
    require: ['@boletim/grader/register'],
    extension: ['ts'],
    spec: ['test/**/*.test.ts'],
    timeout: 20000,
  };
  return `${JSON.stringify(options, null, 2)}\n`;
}

/** The workflow that grades each push of a student's repository. */
export function studentWorkflow(assignments: readonly Assignment[]): string {
  const ids = assignments.map(({ spec }) => spec.id);
  return `# Grades each push: the table in the step summary, the reports as an artifact.
name: grade
on: [push, workflow_dispatch]

permissions:
  contents: read

jobs:
  grade:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    env:
      # The job fails when an assignment has less than this many points; leave it at 0 while you work.
      MIN_SCORE: 0
      # With this secret, the text of a key of "boletim key", the reports are signed: see docs/ci.md of the course.
      BOLETIM_SIGN: \${{ secrets.BOLETIM_SIGN }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
          cache: npm
      - run: npm ci
${ids.map(gradeStep).join('\n')}
      - name: step summary
        if: always() && hashFiles('reports/*/summary.md') != ''
        run: cat reports/*/summary.md >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: reports
          path: reports
          if-no-files-found: ignore
`;
}

function gradeStep(id: string): string {
  return `      - name: grade ${id}
        if: always()
        run: >-
          npm run grade -- ${id}
          --min-score "$MIN_SCORE"
          --report json=reports/${id}/report.json
          --report html=reports/${id}/report.html
          --report junit=reports/${id}/junit.xml
          --report markdown=reports/${id}/summary.md`;
}
