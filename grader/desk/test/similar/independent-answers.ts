import type { Draw } from './draws';
import { readTable } from './independent-table';

/**
 * Answers to five short tasks as students write them who have not spoken to each other: each choice that a person
 * makes (loop, guard, helper, order, wording) is drawn by itself. Common choices are common, as in a class.
 */
export function independentAnswer(draw: Draw): Record<string, string> {
  return {
    'src/mean.ts': mean(draw),
    'src/count-labels.ts': countLabels(draw),
    'src/retry.ts': retry(draw),
    'src/smooth.ts': smooth(draw),
    'src/read-table.ts': readTable(draw),
  };
}

function mean(draw: Draw): string {
  const list = draw('values', 'numbers', 'xs', 'list', 'array');
  const empty = draw('0', 'NaN', '0');
  const guard = draw(
    `if (${list}.length === 0) return ${empty};`,
    `if (${list}.length === 0) {\n    return ${empty};\n  }`,
    `if (!${list}.length) return ${empty};`,
    `if (${list}.length < 1) { return ${empty}; }`,
    `const isEmpty = ${list}.length === 0;\n  if (isEmpty) return ${empty};`,
  );
  const total = draw('sum', 'total', 'acc', 's');
  const body = draw(
    `let ${total} = 0;\n  for (const v of ${list}) ${total} += v;\n  return ${total} / ${list}.length;`,
    `let ${total} = 0;\n  for (let i = 0; i < ${list}.length; i++) {\n    ${total} += ${list}[i]!;\n  }\n  return ${total} / ${list}.length;`,
    `const ${total} = ${list}.reduce((a, b) => a + b, 0);\n  return ${total} / ${list}.length;`,
    `return ${list}.reduce((a, b) => a + b, 0) / ${list}.length;`,
    `let ${total} = 0;\n  ${list}.forEach((v) => {\n    ${total} = ${total} + v;\n  });\n  return ${total} / ${list}.length;`,
    `let result = 0;\n  let count = 0;\n  for (const v of ${list}) {\n    count += 1;\n    result += (v - result) / count;\n  }\n  return result;`,
    `let i = 0;\n  let ${total} = 0;\n  while (i < ${list}.length) {\n    ${total} += ${list}[i++]!;\n  }\n  return ${total} / ${list}.length;`,
  );
  const comment = draw('', '', '// the average of the list\n', '/** Sum divided by the length. */\n');
  return `${comment}export function mean(${list}: number[]): number {\n  ${guard}\n  ${body}\n}\n`;
}

function countLabels(draw: Draw): string {
  const [labels, counts, label] = [
    draw('labels', 'names', 'list'),
    draw('counts', 'result', 'map', 'freq'),
    draw('label', 'l', 'name', 'key'),
  ];
  const asMap = draw(true, false);
  const make = asMap
    ? draw(`const ${counts} = new Map<string, number>();`, `let ${counts}: Map<string, number> = new Map();`)
    : draw(
        `const ${counts}: Record<string, number> = Object.create(null);`,
        `const ${counts}: { [key: string]: number } = {};`,
      );
  const add = asMap
    ? draw(
        `${counts}.set(${label}, (${counts}.get(${label}) ?? 0) + 1);`,
        `if (${counts}.has(${label})) {\n      ${counts}.set(${label}, ${counts}.get(${label})! + 1);\n    } else {\n      ${counts}.set(${label}, 1);\n    }`,
        `const old = ${counts}.get(${label});\n    ${counts}.set(${label}, old === undefined ? 1 : old + 1);`,
        `const before = ${counts}.get(${label}) || 0;\n    ${counts}.set(${label}, before + 1);`,
      )
    : draw(
        `${counts}[${label}] = (${counts}[${label}] ?? 0) + 1;`,
        `if (${label} in ${counts}) ${counts}[${label}]! += 1;\n    else ${counts}[${label}] = 1;`,
        `${counts}[${label}] = ${counts}[${label}] ? ${counts}[${label}]! + 1 : 1;`,
        `${counts}[${label}] ??= 0;\n    ${counts}[${label}]! += 1;`,
        `const seen = ${counts}[${label}];\n    ${counts}[${label}] = seen === undefined ? 1 : seen + 1;`,
      );
  const loop = draw(
    `for (const ${label} of ${labels}) {\n    ${add}\n  }`,
    `${labels}.forEach((${label}) => {\n    ${add}\n  });`,
    `for (let i = 0; i < ${labels}.length; i++) {\n    const ${label} = ${labels}[i]!;\n    ${add}\n  }`,
    `let position = 0;\n  while (position < ${labels}.length) {\n    const ${label} = ${labels}[position]!;\n    ${add}\n    position++;\n  }`,
  );
  const back = asMap
    ? draw(
        `return Object.fromEntries(${counts});`,
        `return Object.fromEntries(${counts}.entries());`,
        `const plain: Record<string, number> = {};\n  for (const [k, v] of ${counts}) plain[k] = v;\n  return plain;`,
      )
    : `return ${counts};`;
  const guard = draw('', '', `if (${labels}.length === 0) return {};\n  `);
  return `export function countLabels(${labels}: string[]): Record<string, number> {\n  ${guard}${make}\n  ${loop}\n  ${back}\n}\n`;
}

function retry(draw: Draw): string {
  const [action, times] = [draw('action', 'fn', 'f', 'task'), draw('times', 'attempts', 'n', 'tries')];
  const failure = draw('error', 'e', 'err', 'problem');
  const check = draw(
    '',
    `if (${times} < 1) throw new RangeError('at least once');\n  `,
    `if (${times} <= 0) {\n    throw new Error('no attempts');\n  }\n  `,
    `if (!Number.isInteger(${times}) || ${times} < 1) throw new TypeError('whole numbers only');\n  `,
  );
  const [wait, waiting] = draw<[string, string]>(
    [`await new Promise((done) => setTimeout(done, delay * 2 ** i));`, ''],
    [
      `await sleep(delay);\n    delay *= 2;`,
      `const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));\n\n`,
    ],
    [
      `await pause(Math.min(delay * (i + 1), 1000));`,
      `function pause(ms: number): Promise<void> {\n  return new Promise((resolve) => {\n    setTimeout(() => resolve(), ms);\n  });\n}\n\n`,
    ],
    [
      `if (delay > 0) await wait(delay);`,
      `async function wait(time: number) {\n  await new Promise((r) => setTimeout(r, time));\n}\n\n`,
    ],
    [
      `const pauseTime = delay + delay * i;\n    await new Promise<void>((resolve) => {\n      setTimeout(resolve, pauseTime);\n    });`,
      '',
    ],
  );
  const body = draw(
    `let last: unknown;\n  for (let i = 0; i < ${times}; i++) {\n    try {\n      return await ${action}();\n    } catch (${failure}) {\n      last = ${failure};\n    }\n    ${wait}\n  }\n  throw last;`,
    `for (let i = 0; ; i++) {\n    try {\n      return await ${action}();\n    } catch (${failure}) {\n      if (i + 1 >= ${times}) throw ${failure};\n    }\n    ${wait}\n  }`,
    `let i = 0;\n  while (true) {\n    try {\n      return await ${action}();\n    } catch (${failure}) {\n      i++;\n      if (i === ${times}) {\n        throw ${failure};\n      }\n      ${wait}\n    }\n  }`,
    `let i = 0;\n  let lastError: unknown = null;\n  while (i < ${times}) {\n    try {\n      const value = await ${action}();\n      return value;\n    } catch (${failure}) {\n      lastError = ${failure};\n    }\n    ${wait}\n    i += 1;\n  }\n  throw lastError;`,
    `const errors: unknown[] = [];\n  do {\n    const i = errors.length;\n    if (i > 0) {\n      ${wait}\n    }\n    try {\n      return await ${action}();\n    } catch (${failure}) {\n      errors.push(${failure});\n    }\n  } while (errors.length < ${times});\n  throw errors[errors.length - 1];`,
    `const attempt = async (i: number): Promise<T> => {\n    try {\n      return await ${action}();\n    } catch (${failure}) {\n      if (i >= ${times} - 1) throw ${failure};\n      ${wait}\n      return attempt(i + 1);\n    }\n  };\n  return attempt(0);`,
  );
  const start = draw('10', '100', '0');
  return `${waiting}export async function retry<T>(${action}: () => Promise<T>, ${times}: number, delay = ${start}): Promise<T> {\n  ${check}${body}\n}\n`;
}

function smooth(draw: Draw): string {
  const [xs, width, out] = [
    draw('series', 'values', 'xs', 'data'),
    draw('width', 'window', 'size', 'k'),
    draw('out', 'result', 'smoothed', 'ys'),
  ];
  const helper = draw(true, false, false);
  const half = draw(
    `const half = Math.floor(${width} / 2);`,
    `const half = (${width} - (${width} % 2)) / 2;`,
    `const half = ${width} >> 1;`,
    `const half = Math.trunc((${width} - 1) / 2);`,
  );
  const bounds = draw(
    `const from = Math.max(0, i - half);\n    const to = Math.min(${xs}.length, i + half + 1);`,
    `let from = i - half;\n    let to = i + half + 1;\n    if (from < 0) from = 0;\n    if (to > ${xs}.length) to = ${xs}.length;`,
    `const from = i < half ? 0 : i - half;\n    const to = i + half >= ${xs}.length ? ${xs}.length : i + half + 1;`,
    `const reach = Math.min(half, i, ${xs}.length - 1 - i);\n    const from = i - reach;\n    const to = i + reach + 1;`,
  );
  const mean = helper
    ? `average(${xs}.slice(from, to))`
    : draw(`${xs}.slice(from, to).reduce((a, b) => a + b, 0) / (to - from)`, '', '');
  const store = mean
    ? draw(`${out}.push(${mean});`, `${out}[i] = ${mean};`, `const value = ${mean};\n    ${out}.push(value);`)
    : draw(
        `let sum = 0;\n    for (let j = from; j < to; j++) sum += ${xs}[j]!;\n    ${out}.push(sum / (to - from));`,
        `let sum = 0;\n    let n = 0;\n    for (const x of ${xs}.slice(from, to)) {\n      sum += x;\n      n++;\n    }\n    ${out}.push(sum / n);`,
        `let total = 0;\n    let j = from;\n    while (j < to) {\n      total = total + ${xs}[j]!;\n      j = j + 1;\n    }\n    ${out}.push(total / (to - from));`,
        `const part = ${xs}.slice(from, to);\n    let total = 0;\n    part.forEach((p) => (total += p));\n    ${out}[i] = total / part.length;`,
      );
  const loop = draw(
    `for (let i = 0; i < ${xs}.length; i++) {\n    ${bounds}\n    ${store}\n  }`,
    `${xs}.forEach((_, i) => {\n    ${bounds}\n    ${store}\n  });`,
    `for (const i of ${xs}.keys()) {\n    ${bounds}\n    ${store}\n  }`,
    `let i = 0;\n  while (i < ${xs}.length) {\n    ${bounds}\n    ${store}\n    i++;\n  }`,
  );
  const guard = draw(
    '',
    `if (${width} <= 1) return ${xs};\n  `,
    `if (${width} < 2 || ${xs}.length === 0) return [...${xs}];\n  `,
    `if (${width} % 2 === 0) throw new Error('odd widths only');\n  `,
    `if (${width} > ${xs}.length) ${width} = ${xs}.length;\n  `,
  );
  const own = draw(
    'function average(part: number[]): number {\n  let s = 0;\n  for (const p of part) s += p;\n  return s / part.length;\n}\n',
    'const average = (part: number[]) => part.reduce((s, p) => s + p, 0) / part.length;\n',
    'function average(part: number[]): number {\n  const sum = part.reduce((a, b) => a + b);\n  return sum / part.length;\n}\n',
  );
  const list = draw(
    `const ${out}: number[] = [];`,
    `const ${out} = new Array<number>(${xs}.length);`,
    `let ${out}: number[] = [];`,
  );
  const main = `export function smooth(${xs}: number[], ${width}: number): number[] {\n  ${guard}${draw(`${half}\n  ${list}`, `${list}\n  ${half}`)}\n  ${loop}\n  return ${out};\n}\n`;
  if (!helper) return main;
  return draw(`${own}\n${main}`, `${main}\n${own}`);
}
