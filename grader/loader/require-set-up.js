// @ts-check
/**
 * Ends the program with one sentence where it could only fail with a stack trace: on an old Node, or before `npm ci`.
 * Written for versions of Node that nothing else here is written for.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const USAGE = 1;

// Beside the code in a checkout, above it in an installed package.
const MANIFEST = ['..', path.join('..', '..')]
  .map((above) => path.resolve(__dirname, above, 'package.json'))
  .filter((file) => fs.existsSync(file))[0];
const oldest = require(MANIFEST).engines.node.replace('>=', '');
if (isOlder(process.versions.node, oldest)) {
  end(
    'Boletim needs Node ' +
      oldest +
      ' or newer, and this is ' +
      process.version +
      '. Install it from https://nodejs.org.',
  );
}
if (!isInstalled('ts-node/package.json')) {
  end(
    'The packages that Boletim needs are not installed. Run this first, in the folder of the course: npm ci',
  );
}

/** @param {string} file */
function isInstalled(file) {
  try {
    require.resolve(file);
    return true;
  } catch (error) {
    void error;
    return false;
  }
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
