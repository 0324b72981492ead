import { expect } from 'chai';
import path from 'node:path';
import { boletim } from '../../../test/support/program';
import { temporaryFolder, writeTree } from '../class/support';
import { AN_HOUR_BEFORE, Specimen } from '../collect/support';

const DUE = '2026-03-04 23:59 [America/Sao_Paulo]';

describe('boletim collect', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const collect = (repos: string, ...more: string[]) => {
    writeTree(root, { 'repos.csv': repos });
    const options = ['--roster', path.join(root, 'repos.csv'), '--out', path.join(root, 'out')];
    return boletim('collect', 'warmup', ...options, ...more);
  };

  before(() => {
    new Specimen(path.join(root, 'full')).commit({ at: AN_HOUR_BEFORE });
    new Specimen(path.join(root, 'empty'));
  });

  it('ends with 0 where everything was read, also where there is nothing', () => {
    const repos = `student,repository\nana,${root}/full\nbo,${root}/empty\n`;
    const { code, stdout } = collect(repos, '--local', '--due', DUE);
    expect(stdout).to.match(
      /^ana {2}\w{9} {2}2026-03-04 22:59 {2}main\nbo {3}not collected: .*\n1 collected, 0 as/,
    );
    expect(stdout).to.match(/Grade with: boletim class .*out warmup --roster/);
    expect(code).to.equal(0);
  });

  it('ends with 2 where a repository could not be read', () => {
    const { code, stdout, stderr } = collect(`student,repository\nbo,${root}/none\n`, '--local');
    expect(stdout).to.contain('there is no repository');
    expect(code).to.equal(2);
    expect(stderr).to.contain('no deadline: the newest commit of each was taken');
  });

  it('ends with 1 and a sentence where it is used wrongly', () => {
    const { code, stderr } = collect('student,email\nana,a@x.edu\n');
    expect(stderr).to.contain('has no column "repository"');
    expect(code).to.equal(1);
  });
});
