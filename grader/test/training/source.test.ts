import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import { UsageError } from '../../errors';
import type { RetrainSettings } from '../../training/settings';
import { chooseSource, requireTrainable, type FetchOutcome } from '../../training/source';
import { SPECIMENS, temporaryFolder, writeTree } from '../support/folders';

describe('the choice of what to train on', () => {
  const folder = temporaryFolder();
  const assignment = loadAssignment(path.join(SPECIMENS, 'training'));
  const there = (name: string): string => path.join(folder, name);

  before(() => {
    writeTree(folder, { 'cats/train/cat/1.jpg': '', 'resnet.pth': '', 'mine/train/a/1.jpg': '' });
  });

  /** What is in the cache or can be fetched; all else is a problem. */
  function choose(settings: Partial<RetrainSettings>, found: Record<string, string> = {}) {
    const fetch = async (name: string): Promise<FetchOutcome> =>
      found[name] ? { path: there(found[name]) } : { problem: `${name} is not there` };
    return chooseSource(assignment, { out: folder, mayFetch: false, ...settings }, fetch);
  }

  it("takes the assignment's own data and weights where both can be had", async () => {
    const source = await choose({}, { data: 'cats', weights: 'resnet.pth' });
    expect(source).to.include({
      data: there('cats'),
      weights: there('resnet.pth'),
      note: null,
      dataset: 'cats',
    });
    expect(source.defaults).to.include({ epochs: 1, batchSize: 64, imageSize: 192, augment: 'all' });
  });

  for (const found of [{}, { data: 'cats' }, { weights: 'resnet.pth' }] as Record<string, string>[]) {
    it(`says why and takes what is shipped where only ${Object.keys(found)[0] ?? 'nothing'} can be had`, async () => {
      const source = await choose({}, found);
      expect(source).to.include({ data: path.join(assignment.folder, 'data'), weights: null });
      expect(source.note).to.match(
        /is not there.*: training on one class of nothing, with weights drawn from a seed/,
      );
      expect(source.note).to.not.contain('\n');
      expect(source.defaults.epochs).to.equal(2);
    });
  }

  it('takes the data that a person names, with weights from a seed where there are none', async () => {
    const source = await choose({ data: there('mine') });
    expect(source).to.include({ data: there('mine'), weights: null, dataset: 'mine' });
    expect(source.note).to.contain('weights are drawn from a seed');
    expect((await choose({ data: there('mine'), weights: 'seeded' })).note).to.equal(null);
  });

  it('takes what is shipped without looking for anything when it is asked to', async () => {
    const source = await choose({ data: 'shipped' }, { data: 'cats', weights: 'resnet.pth' });
    expect(source).to.include({ dataset: 'one class of nothing', weights: null, note: null });
    const pretrained = await choose({ data: 'shipped', weights: there('resnet.pth') });
    expect(pretrained.weights).to.equal(there('resnet.pth'));
  });

  it('takes the key of the weights from behind a #, which a name may also have', async () => {
    writeTree(folder, { 'a#b.pth': '' });
    for (const [given, file, key, title] of [
      ['resnet.pth#model.ema', 'resnet.pth', 'model.ema', 'resnet.pth#model.ema'],
      ['a#b.pth', 'a#b.pth', null, 'a#b.pth'],
      ['a#b.pth#net', 'a#b.pth', 'net', 'a#b.pth#net'],
    ] as const) {
      const settings = { data: 'shipped', weights: there(given) };
      expect(() => requireTrainable(assignment, settings)).to.not.throw();
      const expected = { weights: there(file), weightsKey: key, weightsTitle: title };
      expect(await choose(settings)).to.include(expected);
      expect(await choose({ ...settings, data: there('mine') })).to.include(expected);
    }
  });

  for (const settings of [{ data: 'nowhere' }, { data: 'shipped', weights: 'nothing.pth' }]) {
    it(`refuses ${JSON.stringify(settings)}, which is not there`, async () => {
      const error = await choose(settings).catch((error: unknown) => error);
      expect(error).to.be.instanceOf(UsageError);
    });
  }

  it('is refused before the tests where there is nothing to train', () => {
    expect(() => requireTrainable(loadAssignment('warmup'), {})).to.throw(UsageError, 'nothing to train');
    expect(() => requireTrainable(assignment, { data: 'nowhere' })).to.throw(UsageError, 'no folder nowhere');
    expect(() => requireTrainable(assignment, { data: 'shipped', weights: 'seeded' })).to.not.throw();
  });

  it('looks in the cache with the program that fetches, and contacts nobody when it may not', async () => {
    const cache = fs.mkdtempSync(path.join(folder, 'cache-'));
    const before = process.env.BOLETIM_CACHE;
    process.env.BOLETIM_CACHE = cache;
    try {
      const cnn = loadAssignment('cnn');
      const { note } = await chooseSource(cnn, { out: folder, mayFetch: false });
      expect(note).to.match(
        /^cats_vs_dogs2\.zip is not in the cache; resnet18-f37072fd\.pth is not in the cache:/,
      );
    } finally {
      if (before === undefined) delete process.env.BOLETIM_CACHE;
      else process.env.BOLETIM_CACHE = before;
    }
  });
});
