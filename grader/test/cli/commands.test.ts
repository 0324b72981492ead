import { expect } from 'chai';
import path from 'node:path';
import { courseCopies } from '../support/course';
import { boletim } from '../support/program';

const course = courseCopies();

describe('boletim check', function () {
  this.timeout(60_000);

  it('ends with 0 when everything was proved', () => {
    const { code, stdout } = boletim('check', 'warmup', '--sandbox', 'process');
    expect(stdout)
      .to.match(/^warmup\n {2}✓ YAML and suites agree\n/)
      .and.match(/\n\n\d+ checks passed, 0 failed\n$/);
    expect(code).to.equal(0);
  });

  it('ends with 1 and the count when something was not', () => {
    const folder = course({ 'tiny/src/half.ts': 'export const half = (x: number) => x / 2;\n' });
    const { code, stdout } = boletim('check', path.join(folder, 'tiny'), '--sandbox', 'process');
    expect(stdout).to.match(/✗ stubs earn nothing\n {6}half\/one is "passed" on the stubs/);
    expect(stdout).to.match(/\n4 checks passed, 2 failed\n$/);
    expect(code).to.equal(1);
  });

  it('ends with 1 for what is not there', () => {
    expect(boletim('check', 'nothing')).to.include({ code: 1 });
    expect(boletim('check', '--sandbox', 'sand').stderr).to.match(/Allowed choices are auto, bwrap, process/);
  });
});

describe('boletim', () => {
  it('grades when no command is named', () => {
    expect(boletim('nothing').stderr).to.match(/^There is no assignment "nothing"/);
  });

  it('explains its commands', () => {
    const { code, stdout } = boletim('--help');
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/grade one submission/)
      .and.match(/prove the course/);
  });
});
