// @ts-check
/**
 * Ends the program with one sentence where it could only fail with a stack trace: on an old Node, or before `npm ci`.
 * Written for versions of Node that nothing else here is written for.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const ROOT = path.resolve(__dirname, '..', '..');
const USAGE = 1;

const oldest = require('../../package.json').engines.node.replace('>=', '');
if (isOlder(process.versions.node, oldest)) {
  end(
    'Boletim needs Node ' +
      oldest +
      ' or newer, and this is ' +
      process.version +
      '. Install it from https://nodejs.org.',
  );
}
if (!fs.existsSync(path.join(ROOT, 'node_modules', 'ts-node', 'package.json'))) {
  end('The packages that Boletim needs are not installed. Run this first, in ' + ROOT + ': npm ci');
}

/** @param {string} version @param {string} other */
function isOlder(version, other) {
  const parts = version.split('.').map(Number);
  const others = other.split('.').map(Number);
  return parts[0] < others[0] || (parts[0] === others[0] && parts[1] < others[1]);
}

/** @param {string} why */
function end(why) {
  process.stderr.write(why + '\n');
  process.exit(USAGE);
}
