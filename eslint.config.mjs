import importX from 'eslint-plugin-import-x';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { doors } from './eslint.doors.mjs';

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '**/.cache',
      '**/dist',
      'grader/test/specimens',
      'fixtures',
      'solutions/*/mutants',
    ],
  },
  ...tseslint.configs.recommended,
  doors,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    rules: {
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
      // Of code: what explains it does not count.
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    // WebAssembly as text, written by webassembly/assemble.ts.
    files: ['assignments/toolkit/device/kernels/wasm/routines/module.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Text of strangers is matched in these processes: a pattern that backtracks holds them for hours.
    files: ['grader/**/*.ts', 'grader/**/*.js'],
    ignores: ['**/test/**'],
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
