import { expect } from 'chai';
import { prunedLock, studentPackage, type PackageLock } from '../../release/package-subset';

describe('the packages of a release', () => {
  const course = {
    name: 'boletim',
    version: '9.0.0',
    scripts: {
      grade: 'x',
      lint: 'eslint .',
      doctor: 'z',
      prepare: 'node prepare.js',
      'setup:tensorflow': 'y',
    },
    exports: { './suite': './grader/suite/index.ts', './toolkit': './assignments/toolkit/index.ts' },
    dependencies: {
      chai: '6',
      mocha: '11',
      'ts-node': '10',
      typescript: '5',
      yaml: '2',
      '@tensorflow/tfjs-core': '4',
      sharp: '0',
    },
    devDependencies: { '@types/node': '20', '@types/mocha': '10', '@types/sharp': '0', eslint: '10' },
    optionalDependencies: { webgpu: '0' },
  };
  const subset = (sources: string[], toolkit = false) =>
    studentPackage(course, { title: 'Sums', version: '1.2.3', sources, toolkit });

  it('are those that the released code names, and what runs it', () => {
    const { dependencies, devDependencies } = subset(["import { parse } from 'yaml';"]);
    expect(Object.keys(dependencies ?? {})).to.deep.equal(['chai', 'mocha', 'ts-node', 'typescript', 'yaml']);
    expect(devDependencies).to.deep.equal({ '@types/node': '20', '@types/mocha': '10' });
  });

  it('come with the toolkit and its optional devices only where it is used', () => {
    const sources = ["import '@tensorflow/tfjs-core/dist/x';", "if (device === 'webgpu') return;"];
    expect(subset(sources, true).optionalDependencies).to.deep.equal({ webgpu: '0' });
    expect(subset(sources)).not.to.have.property('optionalDependencies');
    expect(subset(sources).exports).not.to.have.property('./toolkit');
  });

  it("keep the package's name, by which suites import, and students' scripts", () => {
    expect(subset([])).to.include({ name: 'boletim', version: '1.2.3' });
    expect(Object.keys(subset([]).scripts ?? {})).to.deep.equal([
      'grade',
      'test',
      'types',
      'doctor',
      'prepare',
    ]);
  });

  it('are locked at the same versions: each with what it needs, from the nearest place', () => {
    const lock: PackageLock = {
      name: 'boletim',
      version: '9.0.0',
      lockfileVersion: 3,
      packages: {
        '': {},
        'node_modules/a': {
          dependencies: { b: '1' },
          peerDependencies: { p: '1', q: '1' },
          peerDependenciesMeta: { q: { optional: true } },
        },
        'node_modules/a/node_modules/b': { dependencies: { c: '1', '@s/d': '1' } },
        'node_modules/b': { dependencies: { e: '1' } },
        'node_modules/c': { optionalDependencies: { a: '1', gone: '1' } },
        'node_modules/a/node_modules/@s/d': {},
        'node_modules/@s/d': {},
        'node_modules/e': {},
        'node_modules/p': {},
        'node_modules/q': {},
      },
    };
    const pruned = prunedLock(lock, { name: 'boletim', version: '1.0.0', dependencies: { a: '1' } });
    expect(Object.keys(pruned.packages)).to.deep.equal([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/a/node_modules/@s/d',
      'node_modules/p',
    ]);
    expect(pruned.packages['']).to.deep.equal({
      name: 'boletim',
      version: '1.0.0',
      dependencies: { a: '1' },
    });
  });
});
