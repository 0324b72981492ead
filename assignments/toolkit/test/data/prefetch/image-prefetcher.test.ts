import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';

import { PILImage } from '../../../data';
import { resampleBilinear } from '../../../data/resample';
import { ImagePrefetcher } from '../../../data/prefetch';

/** TypeScript is loaded by a hook here, in threads as well; a sandbox has JavaScript. */
const execArgv = ['--require', path.resolve(__dirname, '../../../../../grader/loader/register.js')];

describe('an image prefetcher', () => {
  let folder: string;
  let files: string[];
  let images: ImagePrefetcher;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prefetch-'));
    files = await Promise.all(
      Array.from({ length: 8 }, (_, i) => writeImage(path.join(folder, `${i}.png`), i)),
    );
  });
  beforeEach(() => {
    images = new ImagePrefetcher({ size: [6, 10], ahead: 3, workers: { count: 2, execArgv } });
  });
  afterEach(() => images.close());
  after(() => fs.rmSync(folder, { recursive: true }));

  it('gives the pixels of PILImage.create and Resize', async () => {
    images.expect(files);
    for (const file of files) {
      const wanted = resampleBilinear(await PILImage.create(file), 10, 6);
      const image = await images.read(file);
      expect(image).to.be.instanceOf(PILImage);
      expect({ ...image, data: [...image.data] }).to.deep.equal({ ...wanted, data: [...wanted.data] });
    }
  });

  it('reads a file that was not announced, and one that is asked for twice', async () => {
    images.expect(files.slice(0, 2));
    expect((await images.read(files[5])).width).to.equal(10);
    const [first, second] = await Promise.all([images.read(files[0]), images.read(files[0])]);
    expect([...first.data]).to.deep.equal([...second.data]);
  });

  it('goes no further ahead than it may', async () => {
    images.expect(files);
    await images.read(files[0]);
    // The next three are begun; the one after them is not, so a change of the file is still seen.
    const late = await fs.promises.readFile(files[4]);
    await fs.promises.writeFile(files[4], 'no image');
    const failure = await images
      .read(files[1])
      .then(() => images.read(files[4]).catch((error: Error) => error));
    await fs.promises.writeFile(files[4], late);
    expect(failure).to.be.instanceOf(Error);
  });

  it('rejects the read of a damaged image, and no other', async () => {
    const damaged = path.join(folder, 'damaged.png');
    fs.writeFileSync(damaged, fs.readFileSync(files[0]).subarray(0, 60));
    images.expect([files[0], damaged, files[1]]);
    expect((await images.read(files[0])).width).to.equal(10);
    expect(await images.read(damaged).catch((error: Error) => error.message)).to.contain('damaged.png');
    expect((await images.read(files[1])).width).to.equal(10);
    fs.rmSync(damaged);
  });

  it('names the images of a set that cannot be read', async () => {
    const missing = path.join(folder, 'missing.png');
    const broken = await images.check([files[0], missing, files[1]]);
    expect(broken.map(({ file }) => file)).to.deep.equal([missing]);
    expect(broken[0].reason).to.contain('does not exist');
  });
});

async function writeImage(file: string, seed: number): Promise<string> {
  const pixels = Uint8Array.from({ length: 20 * 15 * 3 }, (_, i) => (i * 37 + seed * 101) % 256);
  await sharp(pixels, { raw: { width: 20, height: 15, channels: 3 } })
    .png()
    .toFile(file);
  return file;
}
