// @ts-check
/**
 * What a thread of the `wasm` device runs: the worker program that the backend's package carries as text. Plain
 * JavaScript, because a worker starts without the TypeScript loader.
 */
'use strict';
const path = require('node:path');

const folder = path.join(
  path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'wasm-out',
);
const program = path.join(folder, 'tfjs-backend-wasm-threaded-simd.js');

// The program asks for the main script by the address of a blob, and then reads that address as a file.
URL.createObjectURL = () => program;
URL.revokeObjectURL = () => undefined;

/** @type {{ wasmWorkerContents: string }} */
const { wasmWorkerContents } = require(`${program.slice(0, -'.js'.length)}.worker.js`);
// Its line breaks stand inside string literals. It expects the names that CommonJS gives a file.
new Function('require', '__filename', wasmWorkerContents.replace(/\n/g, '\\n'))(require, __filename);
