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

const resolveFilename = /** @type {any} */ (Module)._resolveFilename;

/** A module that was imported as ./x.ts is compiled to ask for ./x.js, which lies beside it in a sandbox only. */
/** @type {any} */ (Module)._resolveFilename = (
  /** @type {string} */ request,
  /** @type {any[]} */ ...rest
) => {
  try {
    return resolveFilename(request, ...rest);
  } catch (error) {
    if (!/^\.\.?\/.*\.js$/.test(request)) throw error;
    try {
      return resolveFilename(request.replace(/js$/, 'ts'), ...rest);
    } catch {
      throw error;
    }
  }
};

require('./source-maps').mapStackTraces((/** @type {string} */ file) => loaded.get(file));
