// @ts-check
/** Lets `require` load TypeScript of the course and, in a checkout, of this program: `node --require @boletim/grader/register`. */
'use strict';
require('./require-set-up.js');
const Module = require('node:module');
const { compileFile, rootOf } = require('./compile.js');

/** @type {Map<string, string>} */
const loaded = new Map();

/** @param {any} module_ @param {string} file */
function loadTypeScript(module_, file) {
  if (rootOf(file) === undefined) throw new Error(`${file} lies outside the course`);
  const { code } = compileFile(file);
  loaded.set(file, code);
  module_._compile(code, file);
}

/** @type {any} */ (Module)._extensions['.ts'] = loadTypeScript;

require('./source-maps').mapStackTraces((/** @type {string} */ file) => loaded.get(file));
