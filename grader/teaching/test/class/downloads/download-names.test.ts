import { expect } from 'chai';
import { isOnlineText, parseDownloadName } from '../../../class/downloads/download-names';

describe('names of downloaded submissions', () => {
  const known = [
    ['Ana Lima_4711_assignsubmission_file', { platform: 'moodle', id: '4711', name: 'Ana Lima', file: '' }],
    ['Ana Lima_4711_assignsubmission_file_', { platform: 'moodle', id: '4711', name: 'Ana Lima', file: '' }],
    [
      'Eve_4711_assignsubmission_file_x_4712_assignsubmission_file_lab.zip',
      { platform: 'moodle', id: '4711', name: 'Eve', file: 'x_4712_assignsubmission_file_lab.zip' },
    ],
    [
      'Ana_4711_assignsubmission_file_my_lab.zip',
      { platform: 'moodle', id: '4711', name: 'Ana', file: 'my_lab.zip' },
    ],
    [
      'Group A-Ana Lima_9_assignsubmission_file_l.zip',
      { platform: 'moodle', id: '9', name: 'Group A-Ana Lima' },
    ],
    [
      'limaana_88_1203_lab.zip',
      { platform: 'canvas', id: '88', name: 'limaana', file: 'lab.zip', late: false },
    ],
    ['limaana_LATE_88_1203_lab.zip', { platform: 'canvas', id: '88', late: true, order: 1203 }],
    ['limaana_88_1203_lab-2.tar.gz', { platform: 'canvas', file: 'lab.tar.gz' }],
    ['limaana_88_1203_get-batch-at-1.ts', { platform: 'canvas', file: 'get-batch-at.ts' }],
    ['submission_2467', { platform: 'gradescope', id: '2467', name: null }],
    ['ana.lima', { platform: 'plain', id: null, name: null }],
    ['lab_v2.zip', { platform: 'plain', id: null }],
  ] as const;
  for (const [name, fields] of known) {
    it(`reads "${name}" as ${fields.platform}`, () => {
      expect(parseDownloadName(name)).to.include(fields);
    });
  }

  it('tells typed text from files', () => {
    expect(isOnlineText('Ana_1_assignsubmission_onlinetext_onlinetext.html')).to.equal(true);
    expect(isOnlineText('Ana_1_assignsubmission_file_lab.zip')).to.equal(false);
  });
});
