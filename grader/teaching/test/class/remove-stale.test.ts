import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { writeStudent } from '../../class/class-output';
import { removeStaleReports } from '../../class/remove-stale';
import { reportOf, rowOf, temporaryFolder, writeTree } from './support';

describe('reports of earlier runs', () => {
  const ofStudent = (id: string) => rowOf({ student: { id }, report: reportOf({ add: 4, sort: 3 }) });
  const after = async (files: Record<string, string>, ids: string[]) => {
    const out = writeTree(temporaryFolder(), files);
    for (const id of ['old', 'bo']) await writeStudent(ofStudent(id), { out, lang: 'en', released: true });
    await removeStaleReports(ids.map(ofStudent), out);
    return (fs.readdirSync(out, { recursive: true }) as string[]).filter((file) =>
      /old|notes/.test(path.basename(path.dirname(file)) + path.basename(file)),
    );
  };

  it('go when they belong to nobody any more', async () => {
    expect(await after({}, ['bo'])).to.deep.equal([]);
  });

  it('stay while somebody has that name, in whatever case', async () => {
    expect(await after({}, ['bo', 'OLD'])).to.include.members(['students/old', 'instructor/old.html']);
  });

  it('leave alone what somebody else put beside them', async () => {
    const own = {
      'students/old/notes.txt': 'call',
      'instructor/notes.json': '{}',
      'students/notes/report.json': '[]',
    };
    expect(await after(own, ['bo'])).to.have.members([...Object.keys(own), 'students/old', 'students/notes']);
  });
});
