import importX from 'eslint-plugin-import-x';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** What each folder may not import: dependencies go one way (docs/architecture.md). */
const zones = [
  { target: './assignments/toolkit', from: './grader', message: 'the toolkit knows no grader' },
  {
    target: './grader',
    from: './assignments/toolkit',
    message: 'the grader knows no tensor library',
    except: [],
  },
  {
    target: './grader/wire',
    from: './grader',
    except: ['./wire'],
    message: 'the wire knows nothing',
  },
  {
    target: './grader/sandbox/child',
    from: './grader',
    except: ['./sandbox/child', './wire', './assignment/lab.ts', './loader/source-maps.ts'],
    message: 'the sandboxed side sees the wire, the lab type and source maps only',
  },
  {
    target: [
      './grader/cli',
      './grader/run',
      './grader/suite',
      './grader/report',
      './grader/teaching/class',
      './grader/sandbox/host',
    ],
    from: './grader/sandbox/child',
    message: 'nothing trusted imports the sandboxed side',
  },
  {
    target: './grader/report',
    from: './grader',
    except: ['./report', './errors.ts'],
    message: 'reporters know the Report type only',
  },
  {
    target: [
      './grader/sandbox',
      './grader/suite',
      './grader/assignment',
      './grader/submission',
      './grader/typescript',
    ],
    from: ['./grader/cli', './grader/run', './grader/teaching/class', './grader/teaching/release'],
    message: 'imports go cli -> run -> sandbox, never back',
  },
  {
    target: './grader/run',
    from: ['./grader/cli', './grader/teaching/class'],
    message: 'imports go cli -> run, never back',
  },
];

export default tseslint.config(
  { ignores: ['node_modules', '**/.cache', 'grader/test/specimens', 'fixtures', 'solutions/*/mutants'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'list what an index exports' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-params': ['error', 3],
    },
  },
  {
    // Text of strangers is matched in these processes: a pattern that backtracks holds them for hours.
    files: ['grader/**/*.ts', 'grader/**/*.js'],
    ignores: ['**/test/**', 'grader/bench/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
  {
    files: ['**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.suite.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    // Stubs show their parameters before anything uses them.
    files: ['assignments/*/src/**'],
    rules: { '@typescript-eslint/no-unused-vars': ['error', { args: 'none' }] },
  },
);
