import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DENIED_CALLS } from '../../../sandbox/host/system-calls';
import { CALL_PROGRAM } from './call-program';
import { MODES, startSpecimen, type Specimen } from './specimen';

const EPERM = 1;
const ENOSYS = 38;
const PAGE = '4096';
const SHARED = '33';
const PRIVATE = '34';

describe('the system calls of a sandbox under bwrap', function () {
  this.timeout(30_000);
  let specimen: Specimen;
  before(async function () {
    if (!MODES.includes('bwrap') || process.arch !== 'x64') this.skip();
    specimen = startSpecimen({ mode: 'bwrap' });
    await specimen.run(WRITE, { argument: CALL_PROGRAM });
  });
  after(() => specimen?.close());
  const errorOf = (call: string[]) => specimen.run(CALL, { argument: call });

  const calls: [what: string, error: number, call: string[]][] = [
    ['no key for the next sandbox', EPERM, ['248', 'user', 'boletim', 'x', '1', '-3']],
    ['no look at the keys of others', EPERM, ['250', '10', '-3', 'user', 'boletim', '0']],
    ['no file in memory', ENOSYS, ['319', 'name', '0']],
    ['no segment of shared memory', EPERM, ['29', '0', PAGE, '950']],
    ['no shared memory without a file', EPERM, ['9', '0', PAGE, '3', SHARED, '-1', '0']],
    ['memory of its own', 0, ['9', '0', PAGE, '3', PRIVATE, '-1', '0']],
    ['no socket to the host of a virtual machine', EPERM, ['41', '40', '1', '0']],
    ['no socket for the ciphers of the kernel', EPERM, ['41', '38', '5', '0']],
    ['a local socket', 0, ['41', '1', '1', '0']],
    ['no ring', ENOSYS, ['425', '1', 'x'.repeat(200)]],
    ['no lock of a file', ENOSYS, ['73', '0', '5']],
    ['no lock of a part of a file', ENOSYS, ['72', '0', '6', '0']],
    ['no lock of an open file', ENOSYS, ['72', '0', '37', '0']],
    ['no lease', ENOSYS, ['72', '0', '1024', '0']],
    ['no look at the flags of a lease', ENOSYS, ['72', '0', '1025', '0']],
    ['the flags of an open file', 0, ['72', '0', '1', '0']],
    ['no watch on files', ENOSYS, ['294', '0']],
    ['no watch on a file system', ENOSYS, ['300', '0', '0']],
    ['no context for reading later', ENOSYS, ['206', '1', 'x'.repeat(8)]],
    ['no new user space', EPERM, ['272', String(0x10000000)]],
    ['no child in a new user space', EPERM, ['56', String(0x10000000 + 17), '0', '0', '0', '0']],
    ['no mount', EPERM, ['165', 'none', '/', 'tmpfs', '0', '0']],
    ['a process id', 0, ['39']],
  ];
  for (const [what, error, call] of calls) {
    it(`give ${what}`, async () => {
      expect(await errorOf(call)).to.equal(error);
    });
  }

  it('end a program that calls in the x32 way', async () => {
    expect(await errorOf([String(0x40000000 + 39)])).to.equal('SIGSYS');
  });

  it('are all answered as the list says, whatever they are asked with', async () => {
    for (const { number, error, when } of DENIED_CALLS)
      if (when === undefined) expect(await errorOf([String(number.x64)]), String(number.x64)).to.equal(error);
  });

  it('would be answered otherwise outside', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'));
    const program = path.join(folder, 'call');
    fs.writeFileSync(program, Buffer.from(CALL_PROGRAM, 'base64'), { mode: 0o755 });
    expect(spawnSync(program, ['9', '0', PAGE, '3', SHARED, '-1', '0']).status).to.equal(0);
    fs.rmSync(folder, { recursive: true });
  });
});

const WRITE = `(lab, program) => process.getBuiltinModule('fs')
  .writeFileSync(process.env.HOME + '/call', Buffer.from(program, 'base64'), { mode: 0o755 })`;

const CALL = `(lab, call) => {
  const { status, signal } = process.getBuiltinModule('child_process').spawnSync(process.env.HOME + '/call', call);
  return signal ?? status;
}`;
