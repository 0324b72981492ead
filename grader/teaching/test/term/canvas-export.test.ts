import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { gradebooksOf } from '../../term/gradebooks';
import { temporaryFolder, writeTree } from '../class/support';
import { bookOf, row, termYaml, writeClasses } from './support';

describe("Canvas' export, filled with a term", () => {
  const HEADER = 'Student,ID,SIS User ID,SIS Login ID,Section,Notes,The a (1),Old (7),The b (2),Final Score';
  const excused = row('cy', 0, { review: { excused: true } });
  const classes = {
    a: [row('ana', 10), row('bo', 8.5), row('cy', 6), row('dee', null), row('zoe', 3)],
    b: [row('ana', 5), row('bo', null), excused, row('dee', null), row('zoe', 3)],
  };
  const fill = async (text: string, more = '') => {
    const root = writeClasses(temporaryFolder(), classes);
    writeTree(root, { 'export.csv': text });
    const file = termYaml(root, ['a', `b${more}`], 'canvas: export.csv');
    return gradebooksOf(await bookOf(file));
  };
  const lines = [
    ',,,,,,Manual Posting,,,',
    '    Points Possible,,,,,,10.00,5.00,10.00,(read only)',
    '"Reis, Ana",c-ana,s1,ana,A,,1.00,4.00,,40',
    '"Reis, Bo",c-bo,s2,bo,A,,,,7.25,',
    '"Reis, Cy",c-cy,s3,cy,A,,,,,',
    '"Reis, Dee",c-dee,s4,dee,A,,9.00,,N/A,',
    '"Student, Test",c-test,,,A,,,,,',
  ];

  it('is one file for all: grades go in, and what there is none for stays', async () => {
    const { files, split } = await fill([HEADER, ...lines].join('\n'));
    expect(parse(files.get('canvas.csv')!.text!)).to.deep.equal([
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'The a (1)', 'The b (2)'],
      ['    Points Possible', '', '', '', '', '10.00', '10.00'],
      ['Reis, Ana', 'c-ana', 's1', 'ana', 'A', '10', '5'],
      ['Reis, Bo', 'c-bo', 's2', 'bo', 'A', '8.5', '7.25'],
      ['Reis, Cy', 'c-cy', 's3', 'cy', 'A', '6', 'EX'],
    ]);
    expect(files.get('canvas.csv')!.leftOut).to.deep.equal([{ id: 'zoe', reason: 'not in the export' }]);
    expect([...files.keys()].filter((name) => name.startsWith('canvas'))).to.deep.equal(['canvas.csv']);
    expect(split.map(({ file }) => file)).to.deep.equal(['moodle.csv']);
  });

  it('keeps semicolons and decimal commas', async () => {
    const semicolons = [HEADER.replaceAll(',', ';'), 'Bo;c-bo;;;A;;7,5;;7,25;'].join('\n');
    const { files } = await fill(semicolons);
    expect(files.get('canvas.csv')!.text).to.equal(
      'Student;ID;SIS User ID;SIS Login ID;Section;The a (1);The b (2)\nBo;c-bo;;;A;8,5;7,25\n',
    );
  });

  const refused: [string, string, string, RegExp][] = [
    ['another table', 'id,name\n1,Ana\n', '', /export\.csv is not an export of Canvas' gradebook/],
    [
      'an assignment without a column',
      HEADER,
      ', canvasColumn: "Lab (9)"',
      /has no column "Lab \(9\)" for b/,
    ],
    [
      'two columns of a title',
      HEADER.replace('Old (7)', 'The b (7)'),
      '',
      /has several columns "The b" for b/,
    ],
  ];
  for (const [name, text, more, message] of refused) {
    it(`is refused: ${name}`, async () => {
      const outcome = await fill(text, more).catch((error: Error) => error);
      expect(outcome).to.have.property('name', 'UsageError');
      expect((outcome as Error).message).to.match(message);
    });
  }
});
