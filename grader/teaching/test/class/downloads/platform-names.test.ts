import { expect } from 'chai';
import { canvasFileName, isCanvasText, readCanvasName } from '../../../class/downloads/canvas';
import { readGradescopeName } from '../../../class/downloads/gradescope';
import { isMoodleText, readMoodleName } from '../../../class/downloads/moodle';

describe("names in Moodle's download", () => {
  const known: [string, object][] = [
    ['Ana Lima_4711_assignsubmission_file', { id: '4711', name: 'Ana Lima', file: '' }],
    ['Ana Lima_4711_assignsubmission_file_', { id: '4711', name: 'Ana Lima', file: '' }],
    ['Ana_4711_assignsubmission_file_my_lab.zip', { id: '4711', name: 'Ana', file: 'my_lab.zip' }],
    [
      'Eve_4711_assignsubmission_file_x_4712_assignsubmission_file_lab.zip',
      { id: '4711', name: 'Eve', file: 'x_4712_assignsubmission_file_lab.zip' },
    ],
    ['Turma A-Ana Lima_9_assignsubmission_file_l.zip', { id: '9', name: 'Turma A-Ana Lima' }],
    ['Equipe 3_4009_assignsubmission_file', { id: '4009', name: 'Equipe 3' }],
    ['Participant 4711_4711_assignsubmission_file_a.zip', { id: '4711', name: null }],
    ['Participante 4711_4711_assignsubmission_file_a.zip', { id: '4711', name: null }],
  ];
  for (const [name, fields] of known) {
    it(`are read: ${name}`, () => expect(readMoodleName(name)).to.include(fields));
  }

  for (const name of ['ana.zip', 'Ana_assignsubmission_file', 'Ana_4711_file_a.zip']) {
    it(`are not ${name}`, () => expect(readMoodleName(name)).to.equal(null));
  }

  it('tell typed text from files', () => {
    expect(isMoodleText('Ana_1_assignsubmission_onlinetext_onlinetext.html')).to.equal(true);
    expect(isMoodleText('Ana_1_assignsubmission_file_lab.zip')).to.equal(false);
  });
});

describe("names in Canvas' download", () => {
  const known: [string, object][] = [
    ['limaana_88_1203_lab.zip', { id: '88', name: 'limaana', file: 'lab.zip', late: false, order: 1203 }],
    ['limaana_LATE_88_1203_lab.zip', { id: '88', name: 'limaana', file: 'lab.zip', late: true }],
    ['limaana_88_1203_9_7_lab.zip', { id: '88', order: 1203, file: '9_7_lab.zip' }],
    ['anon_x7YpQ_1203_mean.ts', { id: 'anon_x7YpQ', name: null, file: 'mean.ts', late: false }],
    ['LATE_anon_x7YpQ_1203_mean.ts', { id: 'anon_x7YpQ', name: null, late: true }],
  ];
  for (const [name, fields] of known) {
    it(`are read: ${name}`, () => expect(readCanvasName(name)).to.include(fields));
  }

  for (const name of ['lab_v2.zip', 'ana.zip', 'Ana Lima_88_1203_lab.zip']) {
    it(`are not ${name}`, () => expect(readCanvasName(name)).to.equal(null));
  }

  it('tell typed text from files', () => {
    expect(['limaana_88_text.html', 'limaana_LATE_88_link.html'].map(isCanvasText)).to.deep.equal([
      true,
      true,
    ]);
    expect(isCanvasText('limaana_88_1203_text.html')).to.equal(false);
  });

  const wanted = ['mean.ts', 'part-1.ts', 'part-2.ts', 'lab.tar.gz', 'a.b.ts'];
  const files: [string, string][] = [
    ['mean.ts', 'mean.ts'],
    ['mean-1.ts', 'mean.ts'],
    ['mean-12.ts', 'mean.ts'],
    ['part-1.ts', 'part-1.ts'],
    ['part-2.ts', 'part-2.ts'],
    ['part-1-1.ts', 'part-1.ts'],
    ['lab.tar-1.gz', 'lab.tar.gz'],
    ['lab-1.tar.gz', 'lab.tar.gz'],
    ['a-1.b.ts', 'a.b.ts'],
    ['other-1.ts', 'other-1.ts'],
    ['mean1.ts', 'mean1.ts'],
  ];
  for (const [given, meant] of files) {
    it(`have the file ${given} for ${meant}`, () => expect(canvasFileName(given, wanted)).to.equal(meant));
  }
});

describe("names in Gradescope's export", () => {
  it('are a number', () => {
    expect(readGradescopeName('submission_2467')).to.include({ id: '2467', order: 2467 });
    expect(readGradescopeName('submission_2467.zip')).to.include({ id: '2467' });
    for (const name of ['submission_', 'my submission_3', 'submission_3_old'])
      expect(readGradescopeName(name)).to.equal(null);
  });
});
