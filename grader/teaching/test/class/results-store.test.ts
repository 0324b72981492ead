import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { resultName, ResultsStore, type ResultKey } from '../../class/results-store';
import { reportOf, temporaryFolder } from './support';
import { writeFileAtomically } from '../../../system/whole-file';

describe('the results store', () => {
  const folder = temporaryFolder();
  const store = new ResultsStore(folder);
  const key: ResultKey = { submission: 'a', assignment: 'b', environment: { node: 'v20', seed: null } };

  it('gives back what was put in', async () => {
    const report = reportOf({ add: 4, sort: 0 });
    await store.put(key, report);
    expect(await store.get(key)).to.deep.equal(report);
  });

  const others: [string, Partial<ResultKey>][] = [
    ['another submission', { submission: 'x' }],
    ['another assignment', { assignment: 'x' }],
    ['another environment', { environment: { node: 'v22', seed: null } }],
    ['another seed', { environment: { node: 'v20', seed: 1 } }],
  ];
  for (const [name, fields] of others) {
    it(`has nothing for ${name}`, async () => {
      await store.put(key, reportOf({ add: 4, sort: 0 }));
      expect(await store.get({ ...key, ...fields })).to.equal(undefined);
    });
  }

  it('grades again when what is stored is not accepted', async () => {
    const [old, fresh] = [reportOf({ add: 0, sort: 0 }), reportOf({ add: 4, sort: 0 })];
    await store.put(key, old);
    const grade = async () => fresh;
    expect(await store.getOrGrade(key, grade)).to.deep.equal({ report: old, reused: true });
    expect(await store.getOrGrade(key, grade, ({ score }) => score > 0)).to.deep.equal({
      report: fresh,
      reused: false,
    });
    expect(await store.get(key)).to.deep.equal(fresh);
  });

  it('runs once what is asked for twice at the same time', async () => {
    let runs = 0;
    const grade = async () => (runs++, reportOf({ add: 4, sort: 0 }));
    const twin = { ...key, submission: 'twin' };
    await Promise.all([store.getOrGrade(twin, grade), store.getOrGrade(twin, grade)]);
    expect(runs).to.equal(1);
  });

  it('does not care in which order the environment was put together', () => {
    const turned = { ...key, environment: { seed: null, node: 'v20' } };
    expect(resultName(turned)).to.equal(resultName(key));
  });

  it('takes a damaged file for none', async () => {
    const name = resultName(key);
    await store.put(key, reportOf({ add: 4, sort: 0 }));
    fs.truncateSync(path.join(folder, name.slice(0, 2), `${name}.json`), 30);
    expect(await store.get(key)).to.equal(undefined);
  });

  it('leaves no half file behind when writing fails', async () => {
    const target = path.join(folder, 'taken');
    fs.mkdirSync(path.join(target, 'child'), { recursive: true });
    const outcome = await writeFileAtomically(target, 'x').catch((error: Error) => error);
    expect(outcome).to.be.instanceOf(Error);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp'))).to.deep.equal([]);
  });
});
