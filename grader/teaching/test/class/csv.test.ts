import { UsageError } from '@boletim/grader/errors';
import { expect } from 'chai';
import fc from 'fast-check';
import { formatCsv, formatPoints, neutralise, parseCsv } from '../../class/csv';

describe('CSV', () => {
  for (const [name, delimiter] of Object.entries({ comma: ',', semicolon: ';', tab: '\t' })) {
    it(`is read with ${name}s`, () => {
      const table = parseCsv(`id${delimiter}name\n1${delimiter}"Lima, Ana; x"\n`, 'x.csv');
      expect(table.rows.map(({ cells }) => cells)).to.deep.equal([['1', 'Lima, Ana; x']]);
    });
  }

  it('keeps byte order mark, line ends and quoted line breaks through a round trip', () => {
    const text = '\ufeffid,name\r\n1,"two\nlines"\r\n2,"say ""hi"""\r\n';
    const table = parseCsv(text, 'x.csv');
    expect(formatCsv([table.header, ...table.rows.map(({ cells }) => cells)], table)).to.equal(text);
  });

  const breaks: [string, string][] = [
    ['CRLF', 'id,name\r\nana,A\r\nbo,B\r\n'],
    ['the header in CRLF and the rest in LF', 'id,name\r\nana,A\nbo,B\n'],
    ['the header in LF and the rest in CRLF', 'id,name\nana,A\r\nbo,B\r\n'],
    ['CR, of old', 'id,name\rana,A\rbo,B'],
    ['empty lines between', 'id,name\n\n\r\nana,A\r\n\nbo,B'],
    ["Excel's separator line", 'sep=;\r\nid;name\nana;A\r\nbo;B\n'],
    ['a separator line in quotes after a byte order mark', '\ufeff"sep=;"\nid;name\nana;A\nbo;B\n'],
  ];
  for (const [name, text] of breaks) {
    it(`loses nobody to ${name}`, () => {
      const { header, rows } = parseCsv(text, 'x.csv');
      expect([header, ...rows.map(({ cells }) => cells)]).to.deep.equal([
        ['id', 'name'],
        ['ana', 'A'],
        ['bo', 'B'],
      ]);
      expect(rows.map(({ line }) => text.split(/\r\n|\n|\r/)[line - 1]?.slice(0, 2))).to.deep.equal([
        'an',
        'bo',
      ]);
    });
  }

  it('is refused with the line of the mistake', () => {
    expect(() => parseCsv('id,name\n1,"open\n', 'x.csv')).to.throw(/x\.csv is not readable CSV.*line/i);
    expect(() => parseCsv('', 'x.csv')).to.throw(/x\.csv is empty/);
  });

  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1']) {
    it(`cannot start a formula with ${JSON.stringify(text)}`, () => {
      expect(neutralise(text)).to.equal(`'${text}`);
    });
  }

  it('leaves harmless text alone', () => {
    for (const text of ['', 'Ana Lima', 'a=b', "O'Neil", '3.5']) expect(neutralise(text)).to.equal(text);
  });

  it('is a table or a mistake of its file, whatever its text is', () => {
    const cell = fc.constantFrom(
      'a',
      '',
      '"',
      '""',
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '\ufeff',
      '=1',
      '\u0000',
      'é',
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (parts) => {
        try {
          return Array.isArray(parseCsv(parts.join(''), 'x.csv').rows);
        } catch (error) {
          return error instanceof UsageError;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('shows points without the dust of binary fractions', () => {
    expect([0.1 + 0.2, 10, 8.25, 1 / 3, 0].map(formatPoints)).to.deep.equal([
      '0.3',
      '10',
      '8.25',
      '0.3333',
      '0',
    ]);
  });
});
