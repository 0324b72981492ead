// @ts-check
/**
 * TypeScript to JavaScript through ts-node, remembered by content: a file that has not changed costs one read
 * instead of loading the compiler (about 300 ms). Plain JavaScript, because it is what loads TypeScript.
 */
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const { COURSE, PROGRAM, courseAbove, isBelow } = require('./course-root.js');
const { deferImports } = require('./defer-imports.js');

/** Inside node_modules: packages resolve from there. */
const CACHE = cacheOf(COURSE);
/** The compiled tree mirrors the course, so a sandbox can be shown parts of it. */
const COMPILED = path.join(CACHE, 'compiled');
/** Where code may lie: in the course, and beside this program where that is a checkout of its own. */
const ROOTS = [...new Set([COURSE, courseAbove(PROGRAM) ?? COURSE])];

/** @param {string} root */
function cacheOf(root) {
  return path.join(root, 'node_modules', '.cache', 'boletim');
}

const COMPILER_OPTIONS = {
  target: 'es2022',
  module: 'commonjs',
  moduleResolution: 'node10',
  ignoreDeprecations: '5.0',
  esModuleInterop: true,
  isolatedModules: true,
  // `import './x.ts'` means ./x.js: that is what lies beside it in a sandbox.
  rewriteRelativeImportExtensions: true,
  sourceMap: true,
  inlineSourceMap: true,
};
const VERSIONS = ['ts-node', 'typescript'].map((name) => require(`${name}/package.json`).version);
/** Stands for the compiler, its options, and what is done to its code. */
const COMPILER = JSON.stringify([
  COMPILER_OPTIONS,
  VERSIONS,
  fs.readFileSync(require.resolve('./defer-imports.js'), 'utf8'),
]);

/** @type {import('ts-node').Service | undefined} */
let service;

/**
 * Compiles TypeScript source text. Throws ts-node's TSError on a syntax error.
 * @param {string} source
 * @param {string} file the absolute path it has, for the source map and messages
 * @returns {string} CommonJS with an inline source map
 */
function compileSource(source, file) {
  service ??= createService();
  return service.compile(source, file);
}

function createService() {
  // ts-node takes stack traces over, and knows the source maps of what it compiled itself only: not the cached rest.
  const { prepareStackTrace } = Error;
  // It would keep the compiler's machine code in the folder of temporary files, under a name that anybody there can foresee.
  process.env.DISABLE_V8_COMPILE_CACHE = '1';
  const created = require('ts-node').create({
    cwd: COURSE,
    skipProject: true,
    transpileOnly: true,
    compilerOptions: COMPILER_OPTIONS,
    ignoreDiagnostics: [],
    // Errors go into messages, whatever this process' output is.
    pretty: false,
  });
  Error.prepareStackTrace = prepareStackTrace;
  return created;
}

/**
 * The root that a file of ours lies below; undefined for everything else, packages included.
 * @param {string} file absolute path
 */
function rootOf(file) {
  return ROOTS.find((root) => isBelow(file, root) && !isBelow(file, path.join(root, 'node_modules')));
}

/**
 * The compiled form of a file of the course or the program (JavaScript is its own), from the cache when its content has
 * not changed.
 * @param {string} file absolute path below one of the roots
 * @returns {{ code: string, compiledFile: string, stamp: string, saved: boolean }} the stamp is a digest of everything
 *   that decides the code; saved says whether the compiled file holds it
 */
function compileFile(file) {
  const source = fs.readFileSync(file, 'utf8');
  const root = rootOf(file) ?? COURSE;
  const compiledFile = path
    .join(cacheOf(root), 'compiled', path.relative(root, file))
    .replace(/\.ts$/, '.js');
  const stamp = `\n// ${createHash('sha256').update(COMPILER).update(file).update(source).digest('hex')}\n`;
  const cached = readIfThere(compiledFile);
  if (cached?.endsWith(stamp)) return { code: cached, compiledFile, stamp, saved: true };
  const code = (file.endsWith('.ts') ? deferImports(compileSource(source, file), file) : source) + stamp;
  const saved = writeAtomically(compiledFile, code, modeOf(file));
  return { code, compiledFile, stamp, saved };
}

/** What is not published stays with its owner: a hidden suite is no less secret when it is compiled. */
const PUBLISHED = [path.join(COURSE, 'assignments'), PROGRAM];

/** @param {string} file */
function modeOf(file) {
  return PUBLISHED.some((folder) => isBelow(file, folder)) ? 0o644 : 0o600;
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * A read-only checkout still works, only slower.
 * @param {string} file @param {string | Uint8Array} text @param {number} [mode]
 * @returns {boolean} whether it was written
 */
function writeAtomically(file, text, mode = 0o644) {
  const temporary = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(temporary, text, { mode });
    fs.renameSync(temporary, file);
    return true;
  } catch {
    fs.rmSync(temporary, { force: true });
    return false; // The cache only saves time.
  }
}

module.exports = { compileFile, compileSource, writeAtomically, rootOf, CACHE, COMPILED, COMPILER };
