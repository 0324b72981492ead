import { expect } from 'chai';
import { FOUND_BY, identityOf } from '../../../class/identity';
import fs from 'node:fs';
import path from 'node:path';
import { sha256 } from '@boletim/grader/system';
import { classDates } from '../../../class/dates/class-dates';
import { discoverSubmissions } from '../../../class/downloads';
import {
  readHandInRecords,
  writeHandInRecord,
  type HandInRecord,
} from '../../../class/downloads/hand-in-records';
import { planClass } from '../../../class/plan-class';
import { studentOf, temporaryFolder } from '../support';

type Fields = Partial<HandInRecord> & { slug: string; content?: string };

describe('records of what boletim took itself', () => {
  let folder: string;
  beforeEach(() => (folder = temporaryFolder()));

  const put = async ({ slug, content = slug, ...fields }: Fields) => {
    const file = `${slug}.tar.gz`;
    fs.writeFileSync(path.join(folder, file), content);
    await writeHandInRecord(folder, slug, {
      student: identityOf(studentOf({ id: slug }), FOUND_BY),
      ...{ file, sha256: sha256(content), handedIn: '2026-12-05T05:00:00Z', timeFrom: 'server' },
      ...{ problem: null, notes: [], repository: null, ...fields },
    });
  };
  const planOf = async (roster = [studentOf({ id: 'ana' })]) => {
    const { submissions, missing } = await discoverSubmissions(folder, { roster });
    return planClass(roster, submissions, { missing });
  };

  it('give class the time that the server took it, by which lateness counts', async () => {
    await put({ slug: 'ana' });
    const plan = await planOf();
    const spec = { id: 'sums', timeZone: 'America/Sao_Paulo', due: '2026-12-04 23:59' };
    const dates = await classDates(plan, { spec: { ...spec, cutoff: undefined }, hasRoster: true });
    expect(dates.of(plan[0]!)).to.include({ handedIn: '2026-12-05T05:00:00Z', timeFrom: 'server' });
  });

  it('say whose it is, also where the name of the file or another roster would not', async () => {
    await put({
      slug: 'Jose-x',
      student: identityOf(studentOf({ id: 'José/../x', email: 'j@x.edu' }), FOUND_BY),
    });
    const roster = [studentOf({ id: '17', email: 'J@x.edu', name: 'José' }), studentOf({ id: 'Jose-x' })];
    const [jose, other] = await planOf(roster);
    expect([jose?.submission?.origin, other?.submission]).to.deep.equal(['Jose-x', null]);
    expect((await planOf([])).map(({ student }) => student.id)).to.deep.equal(['José/../x']);
  });

  it('give no number in a name to a platform', async () => {
    for (const slug of ['lima_88_20_add', 'reis_99_21_add'])
      await put({ slug, student: identityOf(studentOf({ id: slug }), FOUND_BY) });
    const { platform, because } = await discoverSubmissions(folder);
    expect([platform, because]).to.deep.equal([
      'plain',
      'whose they are was written down when they were taken',
    ]);
  });

  it('know no time of a file that was put there later, and say so', async () => {
    await put({ slug: 'ana', content: 'handed in' });
    fs.writeFileSync(path.join(folder, 'ana.tar.gz'), 'corrected by hand');
    const [ana] = await planOf();
    expect(ana?.submission?.handedIn).to.equal(null);
    expect(ana?.notes).to.deep.equal([
      'ana.tar.gz is not the file that was taken: when it was handed in is not known',
    ]);
  });

  it('say in the row of somebody without work why there is none', async () => {
    await put({ slug: 'bo', file: null, sha256: null, handedIn: null, problem: 'no permission' });
    fs.rmSync(path.join(folder, 'bo.tar.gz'));
    for (const roster of [[studentOf({ id: 'bo' })], []])
      expect((await planOf(roster)).map(({ submission, notes }) => [submission, notes])).to.deep.equal([
        [null, ['no permission']],
      ]);
  });

  const damaged = ['', '{}', JSON.stringify({ schema: 'boletim/handed-in/v1', file: '../../x' })];
  for (const text of damaged)
    it(`are refused when damaged: ${text || 'empty'}`, async () => {
      await put({ slug: 'ana' });
      fs.writeFileSync(path.join(folder, '.handed-in', 'ana.json'), text);
      expect(() => readHandInRecords(folder)).to.throw(/ana\.json is damaged .* delete it/s);
    });
});
