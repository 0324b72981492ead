// @ts-check
/** Lets `require` load the repository's TypeScript: `node --require ./grader/loader/register.js`. */
'use strict';
require('./require-set-up.js');
const Module = require('node:module');
const path = require('node:path');
const { compileFile, ROOT } = require('./compile.js');

/** @type {Map<string, string>} */
const loaded = new Map();

/** @param {any} module_ @param {string} file */
function loadTypeScript(module_, file) {
  if (path.relative(ROOT, file).startsWith('..')) throw new Error(`${file} lies outside the repository`);
  const { code } = compileFile(file);
  loaded.set(file, code);
  module_._compile(code, file);
}

/** @type {any} */ (Module)._extensions['.ts'] = loadTypeScript;

require('./source-maps.ts').mapStackTraces((/** @type {string} */ file) => loaded.get(file));
