import { expect } from 'chai';
import path from 'node:path';
import { writeClass, writeStudent } from '../../../class/class-output';
import { summaryHtml } from '../../../class/summary';
import { readEarlier } from '../../../class/summary/earlier';
import { UsageError } from '../../../../errors';
import { reportOf, rowOf, temporaryFolder } from '../support';

describe('an earlier run beside this one', () => {
  const root = temporaryFolder();
  const assignment = { id: 'sums', title: 'Sums', version: '1.0.0' };
  const rowsWith = (sort: number) =>
    ['ana', 'bo'].map((id) => rowOf({ student: { id }, report: reportOf({ add: 4, sort }) }));
  const earlierWith = async (sort: number) => {
    const out = path.join(root, `sort-${sort}`);
    const rows = rowsWith(sort);
    for (const row of rows) await writeStudent(row, { out, lang: 'en', released: true });
    await writeClass(rows, { out, lang: 'en', released: true, assignment });
    return readEarlier(out, 'sums');
  };

  it('shows what a regrade changed: scores, and tests that others pass now', async () => {
    const page = summaryHtml(rowsWith(6), { assignment, lang: 'en', earlier: await earlierWith(3) });
    const section = page.slice(page.indexOf('id="before-after"'), page.indexOf('id="items"'));
    expect(section).to.match(/<th scope="row">Median<\/th><td class="number">7<\/td><td class="number">10</);
    expect(section).to.match(
      /sort\/sort-works<\/code><\/th><td class="number">0 of 2<\/td><td class="number">2 of 2</,
    );
    expect(section).not.to.contain('add-works');
  });

  it('says so when no test is passed by others', async () => {
    const page = summaryHtml(rowsWith(6), { assignment, lang: 'pt-BR', earlier: await earlierWith(6) });
    expect(page).to.contain('Cada teste é passado por tantas entregas quanto antes.');
  });

  it('has to be a run of the same assignment', async () => {
    await earlierWith(3);
    expect(() => readEarlier(path.join(root, 'sort-3'), 'cnn')).to.throw(
      UsageError,
      /is about sums, not cnn/,
    );
    expect(() => readEarlier(root, 'sums')).to.throw(UsageError, /no class\.json/);
  });
});
