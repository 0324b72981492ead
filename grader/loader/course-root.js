// @ts-check
/**
 * The course that a command is about: the nearest folder at or above the one where a person stands that has a package.json
 * and `assignments/`; else the one that this program is installed in. Plain JavaScript: it is needed before TypeScript loads.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');

/** The folder of this program's code. */
const PROGRAM = path.resolve(__dirname, '..');

/**
 * @param {string} start absolute path of a folder
 * @returns {string | undefined} the nearest course at or above it
 */
function courseAbove(start) {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (isCourse(folder)) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** @param {string} folder */
function isCourse(folder) {
  return fs.existsSync(path.join(folder, 'assignments')) && fs.existsSync(path.join(folder, 'package.json'));
}

/**
 * @param {string} file @param {string} folder absolute paths
 * @returns {boolean} whether the file lies in the folder, at any depth
 */
function isBelow(file, folder) {
  return file.startsWith(folder + path.sep);
}

const COURSE = courseAbove(process.cwd()) ?? courseAbove(PROGRAM) ?? process.cwd();

module.exports = { COURSE, PROGRAM, courseAbove, isBelow };
