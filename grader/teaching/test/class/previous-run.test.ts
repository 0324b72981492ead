import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { keepCurrentRun, previousRun, settlePreviousRun } from '../../class/previous-run';
import { writeFileAtomicallySync } from '@boletim/grader/system';
import { temporaryFolder } from './support';

describe('the run before', () => {
  const run = (out: string, score: number, { stopped = false } = {}) => {
    keepCurrentRun(out);
    writeFileAtomicallySync(path.join(out, 'instructor', 'ana.json'), `{"score":${score}}`);
    if (!stopped) writeFileAtomicallySync(path.join(out, 'class.json'), `{"of":${score}}`);
    if (!stopped) settlePreviousRun(out);
  };
  const before = (out: string) =>
    fs.readFileSync(path.join(previousRun(out), 'instructor', 'ana.json'), 'utf8');

  it('is kept when a run changes something', () => {
    const out = temporaryFolder();
    run(out, 1);
    expect(() => previousRun(out)).to.throw(UsageError, /holds no run before its last/);
    run(out, 2);
    expect(before(out)).to.equal('{"score":1}');
  });

  it('stays when a run changes nothing', () => {
    const out = temporaryFolder();
    for (const score of [1, 2, 2, 2]) run(out, score);
    expect(before(out)).to.equal('{"score":1}');
  });

  it('is the last whole one, however often the run after it was stopped', () => {
    const out = temporaryFolder();
    run(out, 1);
    run(out, 2, { stopped: true });
    run(out, 3, { stopped: true });
    run(out, 4);
    expect(before(out)).to.equal('{"score":1}');
  });
});
