// @ts-check
/** Part of what loads TypeScript, so plain JavaScript. */
'use strict';
const path = require('node:path');
const { PROGRAM, isBelow } = require('./course-root.js');

/** What a sandbox runs is loaded before student code, which could change what it finds. */
const EAGER = ['sandbox/child', 'wire'].map((folder) => path.join(PROGRAM, folder));

/**
 * What tests write beside themselves stands for a course's files.
 * @param {string} file
 */
function isEager(file) {
  const isTest = path.relative(PROGRAM, file).split(path.sep).includes('test');
  return isTest || EAGER.some((folder) => isBelow(file, folder));
}

/** Node's own modules are there already. An import is a `const`, what an index passes on is a `var`. */
const IMPORT = /^(?:const|var) (\w+_\d+) = ((?:\w+\()?require\("(?!node:)[^"]+"\)\)?);$/gm;
const OF_MODULES = /(?<![\w$]|(?<!\.\.)\.)\w+_\d+(?=\.)/g;

/**
 * Lets a module of the program load others when the first of their names is used, instead of at once: a command waits
 * for nothing that it does not need. TypeScript writes an import as one constant, and each use of a name as a property
 * of it; that constant becomes a function. What only its effect is imported for is loaded at once.
 *
 * @param {string} code CommonJS as TypeScript writes it
 * @param {string} file where its source lies; what lies outside of the program is not changed
 * @param {(name: string) => boolean} [isWanted] false for a constant that is to stay as it is
 */
function deferImports(code, file, isWanted = () => true) {
  if (!isBelow(file, PROGRAM) || isEager(file)) return code;
  /** @type {Set<string>} */
  const deferred = new Set();
  const declared = code.replace(IMPORT, (line, name, load) => {
    if (!isWanted(name)) return line;
    deferred.add(name);
    return `let $${name}; const ${name} = () => $${name} ??= ${load};`;
  });
  return declared.replace(OF_MODULES, (name) => (deferred.has(name) ? `(${name}())` : name));
}

module.exports = { deferImports };
