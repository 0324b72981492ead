// @ts-check
/**
 * What `node --build-snapshot` runs: loads modules, runs tasks with them, and leaves the memory to be kept. Node knows no modules
 * but its own meanwhile, so they are loaded here; a program that starts from the snapshot finds them loaded. One
 * file of plain JavaScript: Node asks for that.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { startupSnapshot } = require('node:v8');
const vm = require('node:vm');

/** @type {import('../system/snapshot').SnapshotContent} */
const { code, found, tasks } = JSON.parse(fs.readFileSync(String(process.env.BOLETIM_SNAPSHOT), 'utf8'));
/** @type {Map<string, { exports: any }>} */
const loaded = new Map();

/** @param {string} file @param {string} name */
let requireFrom = (file, name) => {
  const target = found[file]?.[name];
  return target === undefined ? require(name) : load(target);
};

/** @param {string} file */
function load(file) {
  const known = loaded.get(file);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const text = code[file] ?? fs.readFileSync(file, 'utf8');
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${text}\n})`;
  const run = new vm.Script(wrapped, { filename: file }).runInThisContext();
  const ask = Object.assign((/** @type {string} */ name) => requireFrom(file, name), {
    resolve: (/** @type {string} */ name) => found[file]?.[name] ?? name,
  });
  run.call(module.exports, module.exports, ask, module, file, path.dirname(file));
  return module.exports;
}

for (const { module, name, request } of tasks) load(module)[name](request);

// From here on, names mean what they mean to Node.
startupSnapshot.setDeserializeMainFunction(() => {
  /** @type {any} */
  const Module = require('node:module');
  for (const [file, { exports }] of loaded)
    Module._cache[file] = Object.assign(new Module(file), { filename: file, loaded: true, exports });
  requireFrom = (file, name) => Module.createRequire(file)(name);
  const [, program] = process.argv;
  Module.createRequire(program)(program);
});
