import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { returnClass } from '../../../return/return-class';
import { temporaryFolder } from '../../../../teaching/test/class/support';
import { personOf, unzip, writeOut } from '../support';

/** What Canvas finds in a file's name: the first two parts at underscores that are whole numbers. */
function readByCanvas(name: string): { user: number; attachment: number } | null {
  const [user, attachment] = path.posix
    .basename(name)
    .split('_')
    .filter((part) => /^\d+$/.test(part));
  return user === undefined || attachment === undefined
    ? null
    : { user: Number(user), attachment: Number(attachment) };
}

describe("Canvas' re-upload zip", () => {
  const root = temporaryFolder();
  const origins = {
    ana: 'limaana_88_1203_lab.zip',
    bo: 'pazbo_LATE_89_1204_lab-2.zip',
    cy: 'cy_90_1205_work.tar.gz',
    dee: 'dee_91_1206_mean-1.ts',
    eve: 'eve',
  };
  let entries: Map<string, Buffer>;
  let leftOut: { id: string }[];

  before(async () => {
    const rows = Object.entries(origins).map(([id, origin]) => personOf(id, { row: { origin } }));
    const out = await writeOut(path.join(root, 'out'), rows);
    const result = await returnClass(out, { to: 'canvas' });
    leftOut = result.leftOut;
    entries = await unzip(fs.readFileSync(result.files[0]!));
  });

  it('calls each file as the download did, by which Canvas finds student and submission', () => {
    expect([...entries.keys()].map(readByCanvas)).to.deep.equal([
      { user: 90, attachment: 1205 },
      { user: 91, attachment: 1206 },
      { user: 88, attachment: 1203 },
      { user: 89, attachment: 1204 },
    ]);
    expect(leftOut.map(({ id }) => id)).to.deep.equal(['eve']);
  });

  it('is a zip where a zip was handed in, since students see it under that name', async () => {
    const inner = await unzip(entries.get(origins.ana)!);
    expect([...inner.keys()]).to.deep.equal(['report.html']);
    expect(inner.get('report.html')!.toString()).to.contain('own-ana').and.not.to.contain('own-bo');
  });

  it('is a tar where a tar was handed in', async () => {
    const archive = extract();
    archive.end(gunzipSync(entries.get(origins.cy)!));
    for await (const entry of archive) {
      expect(entry.header.name).to.equal('report.html');
      expect((await buffer(entry)).toString()).to.contain('own-cy');
    }
  });

  it('is a text where code was handed in', () => {
    const text = entries.get(origins.dee)!.toString();
    expect(text).to.match(/^Sums\n\nScore: 7 \/ 10\n/);
    expect(text).to.contain('sort-works');
  });
});
