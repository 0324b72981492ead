import { expect } from 'chai';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';
import { createKeyFile, readChain, signingKey } from '../../../receipt';
import { Ledger } from '../../class/ledger';
import { temporaryFolder } from './support';

describe('the receipts of a folder', () => {
  const out = temporaryFolder();
  const key = signingKey(createKeyFile());
  const chain = () => {
    const { receipts, problems } = readChain(fs.readFileSync(path.join(out, 'receipts.jsonl')));
    return [problems, receipts.map(({ student }) => student)];
  };
  const append = fsp.appendFile;
  afterEach(() => (fsp.appendFile = append));

  const claims = (student: string) => ({ student, statement: null, points: 1, maxPoints: 2, files: {} });
  /** As a disk does that has room for the beginning alone. */
  const appendHalf: typeof append = async (file, text) => {
    await append(file, String(text).slice(0, 20));
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };

  it('stay a chain while its disk is full: what was written in part is taken off', async () => {
    const ledger = Ledger.open(out, key);
    await ledger.add(claims('ana'));
    fsp.appendFile = appendHalf;
    for (const student of ['bo', 'cy'])
      expect(await ledger.add(claims(student)).catch((error: Error) => error.message)).to.contain('no space');
    fsp.appendFile = append;
    await ledger.add(claims('bo'));
    expect(chain()).to.deep.equal([[], ['ana', 'bo']]);
  });

  it('stay a chain when two runs have it open: the other is told, and nothing of either is lost', async () => {
    const [first, second] = [Ledger.open(out, key), Ledger.open(out, key)];
    await first.add(claims('di'));
    const told = await second.add(claims('ed')).catch((error: Error) => error.message);
    expect(told).to.contain('by another run');
    await first.add(claims('fay'));
    expect(chain()).to.deep.equal([[], ['ana', 'bo', 'di', 'fay']]);
  });
});
