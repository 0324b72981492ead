import type { Draw } from './draws';

/** One student's reader of a table. */
export function readTable(draw: Draw): string {
  const [text, rows, row] = [
    draw('text', 'csv', 'input', 'content'),
    draw('rows', 'table', 'result'),
    draw('row', 'record', 'entry'),
  ];
  const split = draw(`${text}.split('\\n')`, `${text}.trim().split('\\n')`, `${text}.split(/\\r?\\n/)`);
  const clean = draw(
    '',
    `.filter((line) => line !== '')`,
    `.filter((line) => line.trim().length > 0)`,
    `.map((line) => line.trim()).filter(Boolean)`,
  );
  const head = draw(
    `const lines = ${split}${clean};\n  const header = lines[0]!.split(',');`,
    `const [first, ...lines] = ${split}${clean};\n  const header = first!.split(',').map((h) => h.trim());`,
    `const lines = ${split}${clean};\n  const header = lines.shift()!.split(',');`,
    `const lines = ${split}${clean};\n  const header: string[] = [];\n  for (const title of lines[0]!.split(',')) header.push(title.trim());`,
  );
  const start = head.includes('...lines') || head.includes('shift') ? 0 : 1;
  const number = draw('Number(cell)', 'parseFloat(cell)', '+cell');
  const convert = draw(
    `isNaN(${number}) ? cell : ${number}`,
    `cell !== '' && !Number.isNaN(${number}) ? ${number} : cell`,
    'cell',
    `/^-?\\d+(\\.\\d+)?$/.test(cell) ? ${number} : cell`,
    'convert(cell)',
  );
  const converter =
    convert !== 'convert(cell)'
      ? ''
      : draw(
          `function convert(cell: string): string | number {\n  const number = ${number};\n  if (Number.isNaN(number)) return cell;\n  return number;\n}\n\n`,
          `const convert = (cell: string) => {\n  if (cell === '') return cell;\n  return isNaN(${number}) ? cell : ${number};\n};\n\n`,
          `function convert(cell: string) {\n  switch (cell) {\n    case 'true':\n      return true;\n    case 'false':\n      return false;\n    default:\n      return ${number} || cell;\n  }\n}\n\n`,
        );
  const [cells, splitter] = draw<[string, string]>(
    [`line.split(',')`, ''],
    [`line.split(',').map((c) => c.trim())`, ''],
    [
      `cellsOf(line)`,
      `function cellsOf(line: string): string[] {\n  const found: string[] = [];\n  let quoted = false;\n  let now = '';\n  for (const c of line) {\n    if (c === '"') quoted = !quoted;\n    else if (c === ',' && !quoted) {\n      found.push(now);\n      now = '';\n    } else now += c;\n  }\n  found.push(now);\n  return found;\n}\n\n`,
    ],
    [
      `splitLine(line)`,
      `function splitLine(line: string): string[] {\n  const parts = line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? [];\n  return parts.map((part) => part.replace(/,$/, '').replace(/^"|"$/g, ''));\n}\n\n`,
    ],
    [
      `parts(line)`,
      `const parts = (line: string) => {\n  let inside = false;\n  const list = [''];\n  for (let i = 0; i < line.length; i++) {\n    const c = line[i]!;\n    if (c === '"') inside = !inside;\n    if (c === ',' && !inside) list.push('');\n    else list[list.length - 1] += c;\n  }\n  return list;\n};\n\n`,
    ],
  );
  const fill = draw(
    `cells.forEach((cell, at) => {\n      ${row}[header[at]!] = ${convert};\n    });`,
    `for (let at = 0; at < header.length; at++) {\n      const cell = cells[at]!;\n      ${row}[header[at]!] = ${convert};\n    }`,
    `for (const [at, cell] of cells.entries()) ${row}[header[at]!] = ${convert};`,
    `let at = 0;\n    for (const cell of cells) {\n      const name = header[at]!;\n      ${row}[name] = ${convert};\n      at += 1;\n    }`,
    `for (const name of header) {\n      const cell = cells.shift() ?? '';\n      ${row}[name] = ${convert};\n    }`,
  );
  const type = draw('Record<string, unknown>', '{ [column: string]: unknown }', 'any');
  const check = draw(
    '',
    '',
    `if (cells.length !== header.length) throw new Error('a row of another length');\n    `,
    `while (cells.length < header.length) cells.push('');\n    `,
  );
  const body = `const cells = ${cells};\n    ${check}const ${row}: ${type} = {};\n    ${fill}`;
  const loop = draw(
    `for (const line of lines${start ? '.slice(1)' : ''}) {\n    ${body}\n    ${rows}.push(${row});\n  }`,
    `for (let i = ${start}; i < lines.length; i++) {\n    const line = lines[i]!;\n    ${body}\n    ${rows}.push(${row});\n  }`,
    `lines${start ? '.slice(1)' : ''}.forEach((line) => {\n    ${body}\n    ${rows}.push(${row});\n  });`,
  );
  const guard = draw(
    '',
    `if (${text} === '') return [];\n  `,
    `if (!${text}) {\n    return [];\n  }\n  `,
    `if (${text}.trim().length === 0) return [];\n  `,
  );
  return `${draw(splitter + converter, converter + splitter)}export function readTable(${text}: string): ${type}[] {\n  ${guard}${head}\n  const ${rows}: ${type}[] = [];\n  ${loop}\n  return ${rows};\n}\n`;
}
