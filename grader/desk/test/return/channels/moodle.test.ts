import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { returnClass } from '../../../return/return-class';
import { temporaryFolder } from '../../../../teaching/test/class/support';
import { personOf, unzip, writeOut } from '../support';

/** Takes a name apart as Moodle's importer does: five parts at underscores, the second a participant's number. */
function readByMoodle(name: string): { participant: number; plugin: string; file: string } | null {
  if (/^[.~]/.test(path.posix.basename(name))) return null;
  const [, id, type, plugin, ...rest] = name.split('_');
  if (rest.length === 0 || !/^\d+$/.test(id!)) return null;
  return { participant: Number(id), plugin: `${type}_${plugin}`, file: rest.join('_') };
}

describe("Moodle's feedback zip", () => {
  const root = temporaryFolder();
  const names = [
    'Ana Lima',
    'José_Álvares_99',
    '../../etc',
    '.hidden',
    'a/b\\c:d',
    '~tilde',
    '漢字',
    '  ',
    '💥'.repeat(90),
  ];
  const rows = names.map((name, at) => {
    return personOf(`s${at}`, { student: { id: `s${at}`, name, moodleId: String(4000 + at) } });
  });

  it('has a name for each report that Moodle reads as the right participant', async () => {
    const out = await writeOut(path.join(root, 'out'), [...rows, personOf('without')]);
    const { files, leftOut } = await returnClass(out, { to: 'moodle' });
    const entries = await unzip(fs.readFileSync(files[0]!));
    const read = [...entries.keys()].map(readByMoodle);
    const byNumber = (a: (typeof read)[number], b: (typeof read)[number]) => a!.participant - b!.participant;
    expect(read.sort(byNumber)).to.deep.equal(
      rows.map((_, at) => ({ participant: 4000 + at, plugin: 'assignsubmission_file', file: 'report.html' })),
    );
    expect(leftOut.map(({ id }) => id)).to.deep.equal(['without']);
  });

  it('holds what lies in the students folder, or a text where there is no report', async () => {
    const problem = { code: 'corrupt' as const, message: 'it is no zip' };
    const broken = personOf('cy', {
      ...{ report: null, student: { id: 'cy', name: 'Cy', moodleId: '7' } },
      row: { outcome: 'not-gradable', problem, origin: 'Cy_7_assignsubmission_file' },
    });
    const out = await writeOut(path.join(root, 'mixed'), [rows[0]!, broken]);
    const { files } = await returnClass(out, { to: 'moodle' });
    const entries = await unzip(fs.readFileSync(files[0]!));
    const page = entries.get('Ana Lima_4000_assignsubmission_file_report.html');
    expect(page).to.deep.equal(fs.readFileSync(path.join(out, 'students/s0/report.html')));
    expect(entries.get('Cy_7_assignsubmission_file_report.txt')!.toString()).to.contain(
      'Could not be graded: it is no zip.',
    );
  });
});
