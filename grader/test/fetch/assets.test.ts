import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

import { fetchAsset, findAsset, type FetchSpec } from '../../fetch';
import { HostileServer } from './hostile-server';

describe('fetchAsset', () => {
  const server = new HostileServer();
  const before = process.env.BOLETIM_CACHE;
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assets-'));
    process.env.BOLETIM_CACHE = path.join(folder, 'cache');
  });
  afterEach(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true });
    if (before === undefined) delete process.env.BOLETIM_CACHE;
    else process.env.BOLETIM_CACHE = before;
  });

  const spec: FetchSpec = { file: 'pets.zip', urls: ['http://127.0.0.1:9/pets.zip'] };

  async function archive(name: string): Promise<string> {
    const file = path.join(folder, 'given.zip');
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('meow'), name);
    zip.end();
    await pipeline(zip.outputStream, fs.createWriteStream(file));
    return file;
  }

  it("unpacks the archive's folder into the cache and removes the archive", async () => {
    const found = await fetchAsset('lab', spec, { from: await archive('pets/train/cat/0.jpg') });
    expect(found).to.equal(path.join(folder, 'cache/lab/pets'));
    expect(fs.readFileSync(path.join(found, 'train/cat/0.jpg'), 'utf8')).to.equal('meow');
    expect(fs.readdirSync(path.dirname(found))).to.deep.equal(['pets']);
    expect(findAsset('lab', spec)).to.equal(found);
  });

  it('does not fetch what is there', async () => {
    const file = path.join(folder, 'cache/lab/weights.pth');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, 'here');
    expect(await fetchAsset('lab', { file: 'weights.pth', urls: [] })).to.equal(file);
  });

  it('takes an archive without a folder of its own name as it is', async () => {
    const found = await fetchAsset('lab', spec, { from: await archive('train/cat/0.jpg') });
    expect(fs.existsSync(path.join(found, 'train/cat/0.jpg'))).to.equal(true);
  });

  it('keeps what is there when the replacement is wrong', async () => {
    await fetchAsset('lab', spec, { from: await archive('pets/a.jpg') });
    const page = path.join(folder, 'page.zip');
    fs.writeFileSync(page, '<html>');
    const error = await fetchAsset('lab', spec, { from: page }).catch((thrown: Error) => thrown);
    expect((error as Error).message).to.match(/was not unpacked/);
    expect(fs.readdirSync(findAsset('lab', spec)!)).to.deep.equal(['a.jpg']);
  });

  it('says how to go on by hand when no source works', async () => {
    const error = await fetchAsset('lab', spec, { attempts: 1 }).catch((thrown: Error) => thrown);
    const text = (error as Error).message;
    expect(text).to.match(/^pets\.zip could not be fetched\.\nhttp.* cannot be reached/);
    expect(text).to.match(
      /pass it: --from FILE or --from URL\.\nIt is at: http:\/\/127\.0\.0\.1:9\/pets\.zip$/,
    );
  });
});
