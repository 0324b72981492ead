// @ts-check
/**
 * What `node --build-snapshot` runs: loads modules, runs tasks with them, and leaves the memory to be kept. Node knows no
 * modules but its own meanwhile, so they are loaded here; a program that starts from the snapshot finds them loaded.
 * One file of plain JavaScript: Node asks for that.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { startupSnapshot } = require('node:v8');
const vm = require('node:vm');

/** @type {import('../system/snapshot').SnapshotContent | undefined} Not kept. */
let content = JSON.parse(fs.readFileSync(String(process.env.BOLETIM_SNAPSHOT), 'utf8'));
/** @type {Map<string, { exports: any }>} */
const loaded = new Map();

/** @type {(file: string) => any} What `require` is in a file. */
let requireOf = (file) => {
  const nameOf = (/** @type {string} */ name) => content?.found[file]?.[name];
  const ask = (/** @type {string} */ name) =>
    nameOf(name) === undefined ? require(name) : load(nameOf(name));
  return Object.assign(ask, { resolve: (/** @type {string} */ name) => nameOf(name) ?? name, cache: {} });
};

/** @param {string} file */
function load(file) {
  const known = loaded.get(file);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const text = content?.code[file] ?? fs.readFileSync(file, 'utf8');
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${text}\n})`;
  const run = new vm.Script(wrapped, { filename: file }).runInThisContext();
  /** @type {any} */
  const ask = (/** @type {string} */ name) => requireOf(file)(name);
  ask.resolve = (/** @type {any[]} */ ...how) => requireOf(file).resolve(...how);
  Object.defineProperty(ask, 'cache', { get: () => requireOf(file).cache });
  run.call(module.exports, module.exports, ask, module, file, path.dirname(file));
  return module.exports;
}

content?.load.forEach(load);
for (const { module, name, request } of content?.tasks ?? []) load(module)[name](request);
content = undefined;

// From here on, names mean what they mean to Node.
requireOf = (file) => require('node:module').createRequire(file);
startupSnapshot.setDeserializeMainFunction(() => {
  /** @type {any} */
  const Module = require('node:module');
  for (const [file, { exports }] of loaded)
    Module._cache[file] = Object.assign(new Module(file), { filename: file, loaded: true, exports });
  const [, program] = process.argv;
  Module.createRequire(program)(program);
});
