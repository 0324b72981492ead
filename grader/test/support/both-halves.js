// @ts-check
/**
 * Runs the two halves of the tests (.mocharc.cjs) side by side: most of their time they wait. What the second says is
 * shown when the first has ended.
 */
'use strict';
const { spawn } = require('node:child_process');

/** @param {string} half @param {'inherit' | 'pipe'} output @returns {Promise<{ code: number | null, text: string }>} */
function run(half, output) {
  const child = spawn(process.execPath, [require.resolve('mocha/bin/mocha.js'), ...process.argv.slice(2)], {
    env: { ...process.env, TEST_HALF: half },
    stdio: ['ignore', output, output],
  });
  /** @type {Buffer[]} */
  const chunks = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text: Buffer.concat(chunks).toString() }));
  });
}

async function main() {
  const others = run('others', 'pipe');
  const first = await run('grader', 'inherit');
  const second = await others;
  process.stdout.write(second.text);
  process.exitCode = first.code === 0 && second.code === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
