import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  getImageFiles,
  PILImage,
  ReadAhead,
  Resize,
  SimpleDataLoader,
  stack,
  ToTensor,
  tuple,
} from '../../../data';
import { startDevice } from '../../../device';

const TEXTURES = path.resolve(__dirname, '../../../../cnn/data/textures/valid');

describe('ReadAhead', function () {
  this.timeout(30_000);
  const files = getImageFiles(TEXTURES) as string[];
  let reader: ReadAhead;
  afterEach(() => reader.close());

  it('gives the pixels that PILImage.create and Resize make', async () => {
    reader = new ReadAhead({ size: [24, 48], threads: 2 });
    for (const file of files.slice(0, 3)) {
      const expected = new Resize([24, 48], 'squish').call(await PILImage.create(file)) as PILImage;
      const got = await reader.getX(file);
      expect([got.width, got.height]).to.deep.equal([48, 24]);
      expect(Buffer.from(got.data).equals(Buffer.from(expected.data))).to.equal(true);
    }
  });

  it('has decoded what comes next when it is asked for it', async () => {
    reader = new ReadAhead({ size: 64, threads: 2, ahead: 16 });
    await reader.beforeBatch([...files], 0, 4);
    await sleep(500);
    const start = performance.now();
    for (const file of files.slice(0, 16)) await reader.getX(file);
    // Decoding one takes longer than this; taking sixteen that are there does not.
    expect(performance.now() - start).to.be.below(5);
  });

  it('does not read further ahead than it is told', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ahead-'));
    const copies = files.slice(0, 8).map((file, i) => path.join(folder, `${i}.jpg`));
    copies.forEach((copy, i) => fs.copyFileSync(files[i], copy));
    reader = new ReadAhead({ size: 64, threads: 1, ahead: 4 });
    await reader.beforeBatch([...copies], 0, 2);
    await sleep(300);
    fs.rmSync(folder, { recursive: true });
    for (const copy of copies.slice(0, 4)) await reader.getX(copy);
    expect((await failure(reader.getX(copies[4]))).message).to.include('does not exist');
  });

  it('leaves out images that cannot be read, names them, and keeps the order of the others', async () => {
    await startDevice('cpu');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'corrupt-'));
    const names = ['a', 'bad', 'c', 'd', 'empty'].map((name) => path.join(folder, `${name}.jpg`));
    names.forEach((name, i) => fs.copyFileSync(files[i], name));
    fs.truncateSync(names[1], 300);
    fs.truncateSync(names[4], 0);
    reader = new ReadAhead({ size: 64, threads: 2 });
    for (let pass = 0; pass < 2; pass++) expect(await batchesOf(names)).to.deep.equal([['a', 'c'], ['d']]);
    expect([...reader.skipped.keys()]).to.deep.equal([names[1], names[4]]);
    expect(reader.skipped.get(names[1])).to.match(/bad\.jpg is damaged or incomplete/);
    fs.rmSync(folder, { recursive: true });
  });

  /** The names of the files of each batch of two. */
  async function batchesOf(items: string[]): Promise<string[][]> {
    const batches: string[][] = [];
    const loader = new SimpleDataLoader<string>({
      items,
      batchSize: 2,
      device: 'cpu',
      transform: async (file) => tuple(new ToTensor().call(await reader.getX(file)), path.parse(file).name),
      beforeBatch: reader.beforeBatch,
      async getBatchAt(pass, index) {
        const slice = pass.items.slice(index, index + 2);
        const pairs = await Promise.all(slice.map((item) => pass.transform(item)));
        batches.push(pairs.map(([, name]) => `${name as unknown}`));
        const x = stack(pairs.map(([image]) => image));
        return tuple(x, x);
      },
    });
    for await (const [x] of loader) x.dispose();
    return batches;
  }

  it('lets the program end while it is open', async () => {
    reader = new ReadAhead({ size: 64, threads: 1 });
    await reader.getX(files[0]);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Worker')).to.deep.equal([]);
  });

  it('rejects what is still asked for when it is closed', async () => {
    reader = new ReadAhead({ size: 64, threads: 1 });
    const image = failure(reader.getX(files[0]));
    await reader.close();
    expect((await image).message).to.match(/decoder was closed/);
  });
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: Error) => error,
  );
}
