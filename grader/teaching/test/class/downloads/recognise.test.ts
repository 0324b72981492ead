import { expect } from 'chai';
import type { Entry } from '../../../class/downloads/entries';
import { recognise } from '../../../class/downloads/recognise';
import type { Student } from '../../../class/roster';
import { kindOfFile } from '@boletim/grader/submission';
import { studentOf } from '../support';

describe('the platform of a download', () => {
  const entry = (name: string): Entry => {
    const kind = name.endsWith('/') ? 'folder' : kindOfFile(name);
    return { name: name.replace('/', ''), path: `/in/${name}`, kind };
  };
  const of = (names: string[], roster: Student[] = []) => recognise(names.map(entry), { roster });
  const ana = studentOf({ id: 'ana', name: 'Ana Lima', canvasId: '88', username: 'ana-l' });

  const recognised: [string, string[], Student[], string][] = [
    ['moodle', ['Ana_1_assignsubmission_file/', 'notes.txt'], [], 'folders'],
    ['canvas', ['limaana_88_1_lab.zip', 'pazbo_99_2_lab.zip'], [], 'two people'],
    ['canvas', ['limaana_88_1_mean.ts', 'limaana_88_2_retry.ts'], [], 'the files of one person'],
    ['canvas', ['limaana_88_1_lab.zip', 'bo.zip'], [ana], 'a number of the roster'],
    ['canvas', ['anon_x7Y_1_lab.zip', 'anon_q2Z_2_lab.zip'], [ana], 'anonymous people'],
    ['gradescope', ['submission_1/', 'submission_metadata.yml'], [], 'its metadata'],
    ['gradescope', ['submission_1/', 'submission_2/'], [], 'every folder'],
    ['github', ['lab-1-ana-l/', 'lab-1-bo/'], [ana], "the roster's users"],
    ['github', ['lab-1-ana-l-1/', 'lab-1-bo/'], [ana], 'a user whose repository name was taken'],
    ['plain', ['ana/', 'bo.zip'], [], 'nothing'],
    ['plain', ['ana-l/', 'bo-x/'], [ana], 'users without anything in front'],
    ['plain', ['2024_11_29_ana.zip', '2024_11_29_bo.zip', '2024_11_29_cy.zip'], [], 'dates in front'],
    ['plain', ['ana_2024_11_29.zip', 'bo_2024_11_30.zip'], [], 'dates behind'],
    ['plain', ['lab_1_2_ana.zip', 'lab_1_2_bo.zip'], [], 'one number for two uploads'],
    ['plain', ['turma_1_01_ana.zip', 'turma_1_02_bo.zip'], [], 'one number for all'],
    ['plain', ['turma_1_01_ana.zip', 'turma_2_02_bo.zip'], [ana], 'numbers that the roster does not have'],
    ['plain', ['Lab_1_01_ana.zip', 'Lab_2_02_bo.zip'], [], 'capitals'],
    ['plain', ['limaana_88_1_lab.zip', 'pazbo_99_2_lab.zip', 'cy.zip'], [], 'another name among them'],
  ];
  for (const [platform, names, roster, what] of recognised) {
    it(`is ${platform} by ${what}: ${names.join(', ')}`, () => {
      expect(of(names, roster).platform).to.equal(platform);
      expect(of([...names].reverse(), [...roster].reverse()).platform).to.equal(platform);
    });
  }

  it('says why names that look like it are not those of Canvas', () => {
    const { because } = of(['lab_1_2_ana.zip', 'lab_1_2_bo.zip']);
    expect(because).to.match(
      /look like Canvas', but two uploads have the number 2; --from canvas if they are/,
    );
  });

  it('is what the instructor says, whatever the names are', () => {
    const { platform, read } = recognise([entry('lab_1_2_ana.zip')], { roster: [], from: 'canvas' });
    expect([platform, read('lab_1_2_ana.zip')?.id]).to.deep.equal(['canvas', '1']);
  });
});
