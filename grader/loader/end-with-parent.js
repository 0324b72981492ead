// @ts-check
/**
 * A thread that ends its process when the parent has ended: while a task keeps the other thread busy, a closed channel
 * goes unnoticed, and a task that takes years must end all the same.
 */
'use strict';
const { workerData: parent } = require('node:worker_threads');

const LOOK_MILLISECONDS = 500;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, LOOK_MILLISECONDS);
