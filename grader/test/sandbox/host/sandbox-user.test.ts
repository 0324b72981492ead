import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UsageError } from '../../../errors';
import { CACHE, compileFile } from '../../../loader/compile';
import { COURSE } from '../../../system/paths';
import { sandboxUser } from '../../../sandbox/host/sandbox-user';
import { startSpecimen, untilGone, type Specimen } from './specimen';

describe('the user of a plain sandbox process', () => {
  it("is the grader's own when nobody asked for another", () => {
    expect(sandboxUser({})).to.equal(null);
    expect(sandboxUser({ BOLETIM_SANDBOX_UID: '' })).to.equal(null);
  });

  for (const wrong of ['0', '-1', 'nobody', '1e3', '65534 ']) {
    it(`cannot be "${wrong}"`, () => {
      expect(() => sandboxUser({ BOLETIM_SANDBOX_UID: wrong })).to.throw(UsageError, /like 65534/);
    });
  }
});

describe('a plain sandbox process as another user', function () {
  this.timeout(20_000);
  let specimen: Specimen;
  let folder: string;
  before(function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) this.skip();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'));
    fs.chmodSync(folder, 0o755);
    fs.writeFileSync(path.join(folder, 'secret'), 'secret', { mode: 0o600 });
    process.env.BOLETIM_SANDBOX_UID = '65534';
    specimen = startSpecimen({ mode: 'process', mean: 'export const mean = () => process.getuid!();' });
  });
  after(async () => {
    delete process.env.BOLETIM_SANDBOX_UID;
    await specimen?.close();
    if (specimen) expect(await untilGone(specimen.stage)).to.deep.equal([]);
    if (folder) fs.rmSync(folder, { recursive: true });
  });
  const attempt = (code: string, argument: unknown = {}) =>
    specimen.run(
      `async (lab, a) => { const fs = process.getBuiltinModule('fs'); try { ${code}; return 'done'; } catch (error) { return error.code; } }`,
      { argument },
    );

  it('runs student code without rights', async () => {
    expect(await specimen.run()).to.equal(65534);
    const status = await specimen.run(
      '() => process.getBuiltinModule("fs").readFileSync("/proc/self/status", "utf8")',
    );
    expect(status)
      .to.match(/CapEff:\s+0+\n/)
      .and.match(/NoNewPrivs:\s+1/)
      .and.match(/Groups:\s*\n/);
  });

  it('reads nothing that belongs to the grader alone', async () => {
    expect(await attempt('fs.readFileSync(a.file)', { file: path.join(folder, 'secret') })).to.equal(
      'EACCES',
    );
    expect(await attempt('fs.readFileSync(a.file)', { file: `/proc/${process.pid}/environ` })).to.equal(
      'EACCES',
    );
    expect(await attempt('fs.openSync(a.file)', { file: `/proc/${process.pid}/mem` })).to.equal('EACCES');
  });

  it('signals nobody but itself', async () => {
    expect(await attempt('process.kill(a.pid, "SIGKILL")', { pid: process.pid })).to.equal('EPERM');
  });

  it('has its scratch folder emptied with its own rights', async () => {
    await attempt(
      `fs.mkdirSync(process.env.HOME + '/a'); fs.symlinkSync(a.folder, process.env.HOME + '/a/link');
      fs.writeFileSync(process.env.HOME + '/.hidden', ''); fs.chmodSync(process.env.HOME + '/a', 0)`,
      { folder },
    );
    await specimen.session.close();
    specimen.stage.clearScratch();
    expect(fs.readdirSync(specimen.stage.scratch)).to.deep.equal([]);
    expect(fs.existsSync(path.join(folder, 'secret'))).to.equal(true);
  });

  it('writes into its scratch folder alone', async () => {
    const places = [specimen.stage.root, specimen.stage.submission, COURSE, folder];
    for (const place of places)
      expect(await attempt('fs.writeFileSync(a.file, "")', { file: path.join(place, 'planted') })).to.equal(
        'EACCES',
      );
    expect(await attempt('fs.writeFileSync(process.env.HOME + "/mine", "")')).to.equal('done');
  });
});

describe('the compiled form of a hidden suite', () => {
  it('is readable for its owner alone', function () {
    if (process.platform === 'win32' || !isWritable(CACHE)) this.skip();
    const folder = fs.mkdtempSync(path.join(CACHE, 'test-'));
    const file = path.join(folder, 'secret.suite.ts');
    fs.writeFileSync(file, 'export const secret: number = 1;');
    const { compiledFile } = compileFile(file);
    expect(fs.statSync(compiledFile).mode & 0o777).to.equal(0o600);
    fs.rmSync(folder, { recursive: true });
    fs.rmSync(path.dirname(compiledFile), { recursive: true });
  });
});

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
