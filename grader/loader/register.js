// @ts-check
/** Lets `require` load the repository's TypeScript: `node --require ./grader/loader/register.js`. */
'use strict';
const Module = require('node:module');
const path = require('node:path');
const { compileFile, ROOT } = require('./compile.js');

process.setSourceMapsEnabled(true);

/** @param {any} module_ @param {string} file */
function loadTypeScript(module_, file) {
  if (path.relative(ROOT, file).startsWith('..')) throw new Error(`${file} lies outside the repository`);
  module_._compile(compileFile(file).code, file);
}

/** @type {any} */ (Module)._extensions['.ts'] = loadTypeScript;
