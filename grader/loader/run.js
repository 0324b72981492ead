// @ts-check
/** Runs a TypeScript module of this repository as a program of its own: `node run.js MODULE`. */
'use strict';
require('./register.js');
require(/** @type {string} */ (process.argv[2]));
