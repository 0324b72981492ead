// @ts-check
/** Runs a TypeScript module in a worker thread: `new Worker('…/worker.js', { workerData: { module, … } })`. */
'use strict';
require('./register.js');
require(require('node:worker_threads').workerData.module);
