import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '@boletim/grader/system';
import { readHandInRecords } from '../../class';
import { collectedLines } from '../../collect';
import { UsageError } from '../../../errors';
import { temporaryFolder, writeTree } from '../class/support';
import {
  AN_HOUR_BEFORE,
  collectAll,
  collectFrom,
  DATES,
  DAYS_BEFORE,
  silentServer,
  smartServer,
  Specimen,
  THREE_DAYS_AFTER,
} from './support';

const PROGRAM = path.join(COURSE, 'grader', 'bin', 'boletim.js');

describe('collecting again', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const at = (name: string) => path.join(root, name);

  before(() => void new Specimen(at('good')).commit({ at: AN_HOUR_BEFORE }));

  it('fetches again what is damaged, and takes nothing half-written for whole', async () => {
    const out = temporaryFolder();
    await collectFrom(at('good'), { out });
    const whole = fs.readFileSync(path.join(out, 'ana.tar.gz'));
    fs.writeFileSync(path.join(out, 'ana.tar.gz'), whole.subarray(0, 20));
    expect((await collectFrom(at('good'), { out })).isKept).to.equal(false);
    expect(fs.readFileSync(path.join(out, 'ana.tar.gz')).equals(whole)).to.equal(true);
    expect((await collectFrom(at('good'), { out })).isKept).to.equal(true);
  });

  it('goes on after it was killed, without asking again for what is there', async () => {
    const server = await smartServer(root);
    const silent = await silentServer();
    const folder = temporaryFolder();
    writeTree(folder, {
      'repos.csv': `id,repository\nana,${server.url}/good/.git\nbo,${silent.url}/x.git\n`,
    });
    const out = path.join(folder, 'out');
    const roster = [
      '--roster',
      path.join(folder, 'repos.csv'),
      '--due',
      '2026-03-04 23:59 [America/Sao_Paulo]',
    ];
    const child = spawn(process.execPath, [PROGRAM, 'collect', 'warmup', ...roster, '--out', out]);
    while (readHandInRecords(out).size === 0 || silent.asked.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const asked = server.asked.length;
    const both = { ana: `${server.url}/good/.git`, bo: at('good') };
    const students = Object.entries(both).map(([id, repository]) => ({ id, repository }));
    const { rows } = await collectAll(students, { out });
    expect(rows.map(({ isKept, problem }) => [isKept, problem])).to.deep.equal([
      [true, null],
      [false, null],
    ]);
    expect(server.asked.length).to.equal(asked);
    server.close();
    silent.close();
  });

  it('stops when it is told to, and keeps what it has', async () => {
    const silent = await silentServer();
    const students = [
      { id: 'ana', repository: at('good') },
      { id: 'bo', repository: `${silent.url}/x.git` },
    ];
    const controller = new AbortController();
    const running = collectAll(students, { signal: controller.signal });
    while (silent.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    const { rows, complete } = await running;
    silent.close();
    expect([rows.map(({ student }) => student.id), complete]).to.deep.equal([['ana'], false]);
  });

  it('keeps what it collected when the server is gone later', async () => {
    const server = await smartServer(root);
    const out = temporaryFolder();
    await collectFrom(`${server.url}/good/.git`, { out });
    server.close();
    const row = await collectFrom(`${server.url}/good/.git`, { out, force: true });
    expect(row.problem?.code).to.equal('unreachable');
    expect(fs.existsSync(path.join(out, 'ana.tar.gz'))).to.equal(true);
    expect(collectedLines({ rows: [row], zone: 'UTC' })[1]).to.match(
      /kept from .*; now: .* cannot be reached/,
    );
  });

  it('knows by an earlier look what was pushed after the date, whatever its date says', async () => {
    const own = new Specimen(at('pushed-later'));
    const first = own.commit({ at: DAYS_BEFORE });
    const out = temporaryFolder();
    await collectFrom(at('pushed-later'), { out });
    own.commit({ at: AN_HOUR_BEFORE });
    expect((await collectFrom(at('pushed-later'), { out })).isKept).to.equal(true);
    const row = await collectFrom(at('pushed-later'), { out, force: true });
    expect(row.record.notes.join()).to.match(
      new RegExp(
        `^${first.slice(0, 9)} was the last commit before the date on .*: what was taken now came later than its date says$`,
      ),
    );
  });

  it('asks again while the date is still to come', async () => {
    const out = temporaryFolder();
    const dates = { ...DATES, due: '2999-03-04 23:59' };
    const { warnings } = await collectFrom(at('good'), { out, dates });
    expect(warnings).to.deep.equal(['the date of 1 is still to come (2999-03-04 23:59); run again after it']);
    expect((await collectFrom(at('good'), { out, dates })).isKept).to.equal(false);
  });

  it('puts nothing into a folder of something else', async () => {
    const out = writeTree(temporaryFolder(), { 'thesis.tex': 'x' });
    const error = await collectFrom(at('good'), { out }).then(
      () => null,
      (problem: Error) => problem,
    );
    expect(error?.message).to.match(/holds other things; give --out a new folder/);
  });

  it('puts nothing into a file', async () => {
    const out = path.join(writeTree(temporaryFolder(), { 'thesis.tex': 'x' }), 'thesis.tex');
    const error = await collectFrom(at('good'), { out }).catch((problem: unknown) => problem);
    expect(error)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/cannot be a folder/);
  });

  it('takes a late one out when the date moves forward', async () => {
    const own = new Specimen(at('moved'));
    own.commit({ at: THREE_DAYS_AFTER });
    const out = temporaryFolder();
    await collectFrom(at('moved'), { out, dates: { ...DATES, due: '2026-03-08 23:59' } });
    const row = await collectFrom(at('moved'), { out });
    expect(row.problem?.code).to.equal('no-commit');
    expect(fs.readdirSync(out)).to.deep.equal(['.handed-in']);
  });
});
