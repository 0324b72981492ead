import { expect } from 'chai';
import { findIdleStatements } from '../../typescript/find-idle-statements';

function namesIn(code: string): string[] {
  return findIdleStatements(code, 'src/one.ts').map(({ name }) => name);
}

describe('statements that are hardly ever meant', () => {
  const found: [code: string, name: string][] = [
    ['p.requiresGrad === false;', 'compares'],
    ['a == b;', 'compares'],
    ['relu(y);', 'drops-result'],
    ['z.add(x);', 'drops-result'],
    ['await x.div(255);', 'drops-result'],
    ['tf.relu(x);', 'drops-result'],
    ['x + 1;', 'drops-result'],
    ['items.map((item) => item * 2);', 'drops-result'],
    ['const pairs = items.map((item) => { load(item); });', 'map-gives-nothing'],
    ['const pairs = await Promise.all(items.map((item) => { load(item); }));', 'map-gives-nothing'],
    ['to(x, device);', 'drops-result'],
    ['list.forEach(async (item) => { await use(item); });', 'for-each-async'],
    ['for (const p in model.parameters()) p.requiresGrad = false;', 'for-in'],
    ['model.eval;', 'no-effect'],
    ['items[0];', 'no-effect'],
    ['return_((x, y));', 'comma'],
    ['const pair = (block.x, y);', 'comma'],
    ['const three = (x, y, z);', 'comma'],
  ];
  for (const [code, name] of found) {
    it(`are found: ${code}`, () => {
      expect(namesIn(code)).to.deep.equal([name]);
    });
  }

  const meant = [
    "'use strict';",
    'const seen = new Set(); seen.add(x);',
    'const builder = new Builder(); builder.add(pair);',
    'class A { run() { this.columns.add(1); } }',
    "console.log('shape', x.shape);",
    'function use(seen: Set<string>) { seen.add(x); }',
    'function stack(items: Item[]) { items.reverse(); } stack(rows);',
    'const flatten = (items: Item[]) => items.reverse(); flatten(rows);',
    'x = relu(y);',
    'return_(relu(y));',
    'list.forEach((item) => use(item));',
    'for (const key in counts) total += counts[key];',
    'for (const key in counts) print(key.length);',
    'model.eval();',
    '(0, toolkit.relu)(x);',
    'const next = (index++, items[index]);',
    'for (let i = 0, j = 9; i < j; i++, j--) swap(i, j);',
    'const f = (x, y) => x;',
    'pairs.push(x);',
    'ready && start();',
    'void promise;',
    'const pairs = items.map((item) => { return load(item); });',
    "const all = items.map(() => { throw new Error('none'); });",
    'await Promise.all(items.map(async (item) => { pairs.push(await load(item)); }));',
    'parameters.map((p) => { p.requiresGrad = false; });',
    'parameters.map((p) => (p.requiresGrad = false));',
  ];
  for (const code of meant) {
    it(`are none: ${code}`, () => {
      expect(namesIn(code)).to.deep.equal([]);
    });
  }

  it('name their line and what stands there', () => {
    expect(findIdleStatements('const a = 1;\n\nif (a) {\n  a === 2;\n}', 'src/one.ts')).to.deep.equal([
      { name: 'compares', line: 4, code: 'a === 2;' },
    ]);
  });
});
