import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { HOSTILE } from '../../../test/reporters/hostile-text';
import { temporaryFolder, writeTree } from '../../../test/support/folders';
import type { ReviewSpec } from '../../../teaching/class/review-spec';
import type { Change } from '../../review/change';
import { ReviewStore } from '../../review/review-store';

describe('the folder of reviews', function () {
  this.timeout(60_000);
  const ana = { id: 'ana', slug: 'ana' };
  const target = { student: 'k', question: 'mean' };
  const comment = (base: string, value: string): Change => ({ ...target, field: 'comment', base, value });
  const line = (number: number, value: string): Change => {
    return { ...target, field: 'line', line: number, quote: `line ${number}`, base: '', value };
  };
  const storeWith = (files: Record<string, string> = {}) => {
    const folder = writeTree(path.join(temporaryFolder(), 'reviews'), files);
    return { folder, store: new ReviewStore(folder, 'bia') };
  };
  const written = (folder: string, name = 'ana.yaml') =>
    parse(fs.readFileSync(path.join(folder, name), 'utf8')) as ReviewSpec;

  it('keeps every change that several programs make at once, each to its own field', async () => {
    const { folder, store } = storeWith();
    const stores = [store, new ReviewStore(folder, 'caio'), new ReviewStore(folder, 'dee')];
    const changes = Array.from({ length: 60 }, (_, index) => line(index + 1, `comment ${index}`));
    const saved = await Promise.all(changes.map((change, index) => stores[index % 3]!.save(ana, change)));
    expect(new Set(saved.map(({ status }) => status))).to.deep.equal(new Set(['saved']));
    expect(written(folder).questions.mean?.lines).to.have.length(60);
  });

  it('shows the second of two people what the first wrote', async () => {
    const { folder, store } = storeWith();
    await store.save(ana, comment('', 'from Bia'));
    const second = await new ReviewStore(folder, 'caio').save(ana, comment('', 'from Caio'));
    expect(second).to.deep.equal({ status: 'conflict', value: 'from Bia', by: 'bia' });
    expect(written(folder).questions.mean?.comment).to.equal('from Bia');
  });

  it('writes one of many that write the same field at once, and tells the others', async () => {
    const { folder, store } = storeWith();
    const other = new ReviewStore(folder, 'caio');
    const all = ['a', 'b', 'c', 'd'].map((text, index) =>
      (index % 2 === 0 ? store : other).save(ana, comment('', text)),
    );
    const statuses = (await Promise.all(all)).map(({ status }) => status).sort();
    expect(statuses).to.deep.equal(['conflict', 'conflict', 'conflict', 'saved']);
  });

  it('takes what was sent twice for one change', async () => {
    const { store } = storeWith();
    await store.save(ana, comment('', 'once'));
    expect(await store.save(ana, comment('', 'once'))).to.deep.equal({ status: 'saved' });
  });

  it('keeps what a person wrote into the file by hand', async () => {
    const own = '# by hand\nlateHours: 3 # said so\nquestions:\n  mean: { points: -1, comment: "old" }\n';
    const { folder, store } = storeWith({ 'ana.yml': own });
    await store.save(ana, comment('old', 'new\nwith two lines'));
    const text = fs.readFileSync(path.join(folder, 'ana.yml'), 'utf8');
    expect(text).to.contain('# by hand').and.to.contain('lateHours: 3 # said so');
    expect(written(folder, 'ana.yml').questions.mean).to.deep.include({
      points: -1,
      comment: 'new\nwith two lines',
    });
    expect(fs.existsSync(path.join(folder, 'ana.yaml'))).to.equal(false);
  });

  it('leaves a file alone that has a mistake, and says which', async () => {
    const { folder, store } = storeWith({ 'ana.yaml': 'questions:\n  mean: { pionts: 1 }\n' });
    const saved = await store.save(ana, comment('', 'x'));
    expect(saved).to.have.property('status', 'refused');
    expect(JSON.stringify(saved)).to.match(/ana\.yaml:2:\d+: .*pionts/);
    expect(fs.readFileSync(path.join(folder, 'ana.yaml'), 'utf8')).to.contain('pionts');
  });

  it('leaves a file alone that is not in UTF-8, or that nobody can read', async () => {
    const { folder, store } = storeWith({ 'ana.yaml': '' });
    const file = path.join(folder, 'ana.yaml');
    const latin1 = Buffer.from('comment: "José"\n', 'latin1');
    fs.writeFileSync(file, latin1);
    expect(await store.save(ana, comment('', 'x'))).to.deep.include({ status: 'refused' });
    expect(fs.readFileSync(file)).to.deep.equal(latin1);
    fs.rmSync(file);
    fs.mkdirSync(file);
    const failure = await store.save(ana, comment('', 'x')).catch((error: Error) => error);
    expect(String(failure)).to.match(/EISDIR/);
  });

  it('names no file, which is called after its student, where names are hidden', async () => {
    const { folder } = storeWith({ 'ana.yaml': 'questions: [\n' });
    const blind = new ReviewStore(folder, 'bia', true);
    const problems = [(await blind.read(ana)).problem, await blind.save(ana, comment('', 'x'))];
    expect(JSON.stringify(problems))
      .to.match(/▇▇▇\.yaml:\d+/)
      .and.not.to.contain('ana');
  });

  it('writes any text so that the same text is read', async () => {
    const texts = [
      ...HOSTILE.map((text) => text.slice(0, 5000)),
      ' x ',
      '\n\nx\n\n',
      '# no comment',
      '- a\n\t- b',
    ];
    for (const text of texts) {
      const { folder, store } = storeWith();
      expect(await store.save(ana, comment('', wellFormed(text)))).to.deep.equal({ status: 'saved' });
      expect(written(folder).questions.mean?.comment).to.equal(wellFormed(text));
    }
  });

  it('takes a comment away, and its line with it', async () => {
    const { folder, store } = storeWith();
    await store.save(ana, line(1, 'x'));
    await store.save(ana, { ...line(1, ''), base: 'x' } as Change);
    await store.save(ana, comment('', 'y'));
    await store.save(ana, comment('y', ''));
    expect(written(folder).questions.mean).to.have.all.keys('lines', 'by', 'at');
    expect(written(folder).questions.mean?.lines).to.deep.equal([]);
  });

  it('goes on after a program that was killed while it held the lock', async () => {
    const { folder, store } = storeWith();
    fs.mkdirSync(path.join(folder, 'ana.yaml.lock'), { recursive: true });
    expect(await store.save(ana, comment('', 'x'))).to.deep.equal({ status: 'saved' });
  });
});

/** No file in UTF-8 holds half a pair of surrogates. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
