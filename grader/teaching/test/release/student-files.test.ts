import { expect } from 'chai';
import { parse } from 'yaml';
import { loadAssignment } from '../../../assignment/load';
import { smokeTest, studentReadme, studentWorkflow } from '../../release/student-files';

describe('the files that only students have', () => {
  const assignment = loadAssignment('warmup');

  it('are a README with every question and where to write it', () => {
    const readme = studentReadme([assignment], new Set(['docs/student.md']));
    for (const { title, file } of assignment.questions) {
      expect(readme).to.contain(title).and.to.contain(`(assignments/warmup/${file})`);
    }
    expect(readme).to.contain('docs/student.md').and.not.to.contain('README.pt-BR.md');
  });

  it("are a test of their own for every question's function", () => {
    const test = smokeTest(assignment);
    for (const { function: name, file } of assignment.questions) {
      expect(test).to.contain(`import { ${name} } from '../assignments/warmup/${file.replace('.ts', '')}';`);
    }
  });

  it('are a workflow that grades, and shows reports also when the score is too low', () => {
    const workflow = parse(studentWorkflow([assignment])) as {
      permissions: object;
      jobs: { grade: { env: object; steps: { run?: string; uses?: string; if?: string }[] } };
    };
    const { steps, env } = workflow.jobs.grade;
    const grade = steps.findIndex(({ run }) => run?.startsWith('npm run grade -- warmup '));
    expect(steps[grade]?.run).to.contain('--min-score "$MIN_SCORE" --report json=').and.not.to.contain('\n');
    expect(env).to.deep.equal({
      MIN_SCORE: 0,
      BOLETIM_SIGN: '${{ secrets.BOLETIM_SIGN }}',
    });
    expect(workflow.permissions).to.deep.equal({ contents: 'read' });
    expect(steps.slice(grade + 1).every((step) => step.if?.startsWith('always()'))).to.equal(true);
    expect(steps.slice(grade + 1).map((step) => step.run ?? step.uses)).to.deep.equal([
      'cat reports/*/summary.md >> "$GITHUB_STEP_SUMMARY"',
      'actions/upload-artifact@v4',
    ]);
  });
});
