import { expect } from 'chai';
import { fillMoodleWorksheet } from '../../../class/gradebook';
import { parseCsv } from '../../../class/csv';
import { reportOf, rowOf } from '../support';

describe("Moodle's grading worksheet", () => {
  const HEADER =
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"';
  const worksheet = (...lines: string[]) => `\ufeff${[HEADER, ...lines].join('\r\n')}\r\n`;
  const ANA = 'Participant 4711,"=Ana Lima",a@x.edu,Submitted,,10.00,Yes,"Monday, 2 March 2026, 9:00 PM",-,';
  const BO = 'Participant 12,"Bo Paz",b@x.edu,"No submission",,10.00,Yes,-,-,"see   you"';
  const ana = rowOf({ student: { id: 'ana', moodleId: '4711' }, report: reportOf({ add: 4, sort: 3.5 }) });
  const fill = (worksheetText: string, rows = [ana]) => {
    const { text, ...rest } = fillMoodleWorksheet(worksheetText, rows, { file: 'worksheet.csv', lang: 'en' });
    return { text: text ?? '', ...rest };
  };

  it('gets grade and feedback, and nothing else changes', () => {
    const table = parseCsv(fill(worksheet(ANA, BO)).text, 'filled.csv');
    const before = parseCsv(worksheet(ANA, BO), 'worksheet.csv');
    const expected = [...before.rows[0]!.cells];
    expected[4] = '7.5';
    expected[9] = 'Addition: 4/4; Sorting: 3.5/6';
    expect(table.rows[0]?.cells).to.deep.equal(expected);
    expect(table.header).to.deep.equal(before.header);
  });

  it('keeps the rows of others byte for byte, and byte order mark and line ends', () => {
    const { text } = fill(worksheet(ANA, BO));
    expect(text.startsWith('\ufeff')).to.equal(true);
    expect(text).to.contain(`\r\n${BO}\r\n`);
    expect(text.match(/(?<!\r)\n/)).to.equal(null);
  });

  it('finds a student by e-mail when the roster has no participant number', () => {
    const bo = rowOf({ student: { id: 'bo', email: 'B@x.edu' }, report: reportOf({ add: 1, sort: 0 }) });
    expect(parseCsv(fill(worksheet(ANA, BO), [bo]).text, 'x').rows[1]?.cells[4]).to.equal('1');
  });

  it("follows the worksheet's maximum and says so", () => {
    const filled = fill(worksheet(ANA.replace('10.00', '100.00')));
    expect(parseCsv(filled.text, 'x').rows[0]?.cells[4]).to.equal('75');
    expect(filled.notes).to.deep.equal(['grades are scaled from 10 to 100 points, as in the worksheet']);
  });

  it('writes a decimal comma where Moodle does', () => {
    const header = 'Identificador,Nota,Nota máxima,Última modificação (nota)';
    const filled = fill(`${header}\nParticipante 4711,,"10,00",-\n`).text;
    expect(parseCsv(filled, 'x').rows[0]?.cells).to.deep.equal(['Participante 4711', '7,5', '10,00', '-']);
  });

  it('leaves alone whom no score goes out for, and names whom it lacks', () => {
    const excused = rowOf({ student: { id: 'x', moodleId: '12' }, review: { excused: true } });
    const filled = fill(worksheet(BO), [excused, ana]);
    expect(filled.text).to.contain(BO);
    expect(filled.leftOut).to.deep.equal([{ id: 'ana', reason: 'not in the worksheet' }]);
  });

  it('is refused when it is not the downloaded file', () => {
    expect(() => fill('name,grade\nAna,1\n')).to.throw(
      /worksheet\.csv: no column "Identifier"; download the worksheet/,
    );
  });

  const obstacles: [string, string, RegExp][] = [
    ['is locked', ANA.replace('Yes', 'No'), /locked in the worksheet/],
    ['is locked in Portuguese', ANA.replace('Yes', 'Não'), /locked in the worksheet/],
    [
      'is out of something else than points',
      ANA.replace('10.00', 'Competência'),
      /its maximum "Competência" is no number/,
    ],
    ['is out of nothing', ANA.replace('10.00', ''), /its maximum "" is no number/],
  ];
  for (const [why, line, reason] of obstacles) {
    it(`keeps a grade that ${why}, and says so`, () => {
      const filled = fill(worksheet(line));
      expect(filled.text).to.equal(worksheet(line));
      expect(filled.leftOut.map(({ reason: said }) => said).join()).to.match(reason);
    });
  }

  it('says that grades go out as they are where it has no maximum', () => {
    const filled = fill('Identifier,Grade,Last modified (grade)\nParticipant 4711,,-\n');
    expect(filled.text).to.contain('Participant 4711,7.5,-');
    expect(filled.notes).to.deep.equal(['worksheet.csv has no maximum; grades go out as they are']);
  });

  it('has feedback that is text and no HTML', () => {
    const review = { questions: { add: { points: -1, comment: 'i<n && n>0, <b>x</b>' } } };
    const row = rowOf({
      student: { id: 'ana', moodleId: '4711' },
      report: reportOf({ add: 4, sort: 0 }),
      review,
    });
    expect(fill(worksheet(ANA), [row]).text).to.contain('(i&lt;n &amp;&amp; n&gt;0, &lt;b&gt;x&lt;/b&gt;)');
  });
});
