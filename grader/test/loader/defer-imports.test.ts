import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { compileSource } from '../../loader/compile';
import { deferImports } from '../../loader/defer-imports';
import { PROGRAM } from '../../system/paths';

const FILE = path.join(PROGRAM, 'run', 'a.ts');

const IMPORTS = `
import fs from 'node:fs';
import './effect';
import type { T } from './type';
import { Class, list, call, tag } from './names';
import whole from './whole';
import { both } from './both';
export { passed } from './passed';
export { both };
export const uses = {
  construct: () => new Class(1),
  spread: () => [...list, ...[list].flat()],
  call: (call_1: T) => [call(2), call_1],
  tag: () => tag\`x\`,
  whole: () => whole,
  fs: () => typeof fs.readFileSync,
};
`;

const MODULES: Record<string, Record<string, unknown>> = {
  './effect': {},
  './names': {
    Class: class {
      constructor(readonly x: number) {}
    },
    list: [1, 2],
    call: (x: number) => 2 * x,
    tag: (texts: string[]) => texts[0],
  },
  './whole': { __esModule: true, default: 'whole' },
  './both': { both: 'both' },
  './passed': { passed: 'passed' },
};

interface Run {
  uses: Record<string, (...parameters: unknown[]) => unknown>;
  both: unknown;
  passed: unknown;
}

/** Runs a module, and notes what it loads. */
function run(code: string): { exports: Run; loaded: string[] } {
  const loaded: string[] = [];
  const load = (name: string) => {
    if (name === 'node:fs') return fs;
    loaded.push(name);
    return MODULES[name];
  };
  const exports = {} as Run;
  vm.runInThisContext(`(function (exports, require) { ${code}\n})`)(exports, load);
  return { exports, loaded };
}

describe('imports of the program', () => {
  const code = deferImports(compileSource(IMPORTS, FILE), FILE);

  it('are loaded when they are used, and only once; what is imported for its effect at once', () => {
    const { exports, loaded } = run(code);
    expect(loaded).to.deep.equal(['./effect']);
    expect(exports.uses['call']!('own')).to.deep.equal([4, 'own']);
    expect(exports.uses['spread']!()).to.deep.equal([1, 2, 1, 2]);
    expect(exports.uses['construct']!()).to.deep.equal({ x: 1 });
    expect(exports.uses['tag']!()).to.equal('x');
    expect(loaded).to.deep.equal(['./effect', './names']);
    expect(exports.uses['whole']!()).to.equal('whole');
    expect([exports.both, exports.passed]).to.deep.equal(['both', 'passed']);
    expect(exports.uses['fs']!()).to.equal('function');
    expect(loaded).to.deep.equal(['./effect', './names', './whole', './both', './passed']);
  });

  it('keep the lines of the source', () => {
    const plain = compileSource(IMPORTS, FILE);
    expect(code.split('\n').length).to.equal(plain.split('\n').length);
  });

  const elsewhere = [
    ['sandbox', 'child', 'a.ts'],
    ['wire', 'a.ts'],
    ['teaching', 'test', 'a.ts'],
    ['..', 'assignments', 'a.ts'],
  ];
  for (const parts of elsewhere) {
    it(`are loaded at once in ${parts.join('/')}, which student code runs beside or is`, () => {
      const file = path.join(PROGRAM, ...parts);
      const plain = compileSource(IMPORTS, file);
      expect(deferImports(plain, file)).to.equal(plain);
    });
  }
});
