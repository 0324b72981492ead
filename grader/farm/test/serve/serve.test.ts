import { expect } from 'chai';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { readReceipt } from '../../../receipt';
import { SOLUTIONS } from '../../../system/paths';
import { verifyFile } from '../../../teaching/receipts/verify-file';
import { discoverSubmissions } from '../../../teaching/class/downloads';
import { temporaryFolder } from '../../../teaching/test/class/support';
import { makeTokens } from '../../serve/tokens';
import type { FarmWorker } from '../../worker/farm-worker';
import { makeKeys } from '../support/farm';
import { Served, solutionFiles, startWorker, tarOf } from '../support/served';
import { missingStore, skipWhere, redisStore, type TestStore } from '../support/stores';

const MANY = 1000;
/** For each student; a quarter of them come from each of four, and a few besides. */
const ATTEMPTS = MANY / 4 + 20;

describe('hand-ins over HTTP', function () {
  this.timeout(120_000);
  const root = temporaryFolder();
  const out = path.join(root, 'served');
  const keys = makeKeys(path.join(root, 'keys'));
  const plain = loadAssignment('warmup');
  const assignment = {
    ...plain,
    spec: { ...plain.spec, handIn: { attempts: ATTEMPTS, hiddenResultsPerDay: 1 } },
  };
  const students = ['ana', 'bo', 'cy', 'dee', 'José/../x'];
  let store: TestStore;
  let served: Served;
  let worker: FarmWorker;

  before(async function () {
    skipWhere(this, missingStore('redis'));
    store = await redisStore();
    await store.start();
    const known = new Map([[keys.worker.publicKey, 'w']]);
    served = new Served({ assignment, queue: store.url, out, key: keys.course, known, lang: 'en' }, students);
    await served.start();
    worker = await startWorker(store.url, keys, plain);
  });

  after(async () => {
    await served?.end();
    await worker?.drain();
    await store?.remove();
  });

  it('takes what boletim submit sends, answers with a receipt, and shows the report', async () => {
    const receipt = path.join(root, 'receipt.json');
    const { stdout } = await served.submit('ana', path.join(SOLUTIONS, 'warmup'), receipt);
    expect(stdout).to.match(/^Handed in\./);
    const { receipt: read, problems } = verifyFile(receipt, new Map([[keys.course.publicKey, 'c']]));
    expect([read?.student, problems]).to.deep.equal(['ana', []]);
    expect((await served.result('ana', 1)).score).to.equal(10);
    expect(await (await served.get('/hand-ins/1/report.html', 'ana')).text()).to.contain('<html lang="en">');
  });

  it('keeps the latest hand-in of each where boletim class finds it', async () => {
    const files = fs.readdirSync(path.join(out, 'latest'));
    expect(files).to.include('ana.tar.gz');
  });

  it('shows a student nothing of others, and the class to the teacher alone', async () => {
    expect((await served.get('/hand-ins/1/report.html', 'bo')).status).to.equal(404);
    expect(await (await served.get('/', 'bo')).text()).not.to.contain('Name of ana');
    const page = await (await served.get('/', 'teacher')).text();
    expect(page).to.match(/Name of ana.*10 of 10 points/s);
    expect((await served.get('/metrics', 'bo')).status).to.equal(404);
    expect((await served.post('teacher', await tarOf(solutionFiles()))).status).to.equal(404);
  });

  it('measures itself for Prometheus', async () => {
    const text = await (await served.get('/metrics', 'teacher')).text();
    expect(text)
      .to.match(/boletim_hand_ins_total 1\n/)
      .and.match(/boletim_workers 1\n/);
    expect(text)
      .to.match(/boletim_queue_jobs\{state="prioritized"\} 0/)
      .and.match(/boletim_queue_jobs\{state="failed"\} 0/);
    for (const seconds of ['waiting', 'grading', 'feedback'])
      expect(text).to.match(new RegExp(`boletim_${seconds}_seconds_count 1\n`));
    expect(text).to.match(/boletim_refused_total \d/);
    for (const nothing of ['retries', 'faults']) expect(text).to.contain(`boletim_${nothing}_total 0\n`);
    expect(text).not.to.contain('ana');
  });

  it('has forged and old tokens refused, and takes the new one', async () => {
    const archive = await tarOf(solutionFiles());
    for (const token of [
      'x',
      '0'.repeat(24),
      `${served.tokens.ana}x`,
      served.tokens.ana!.slice(1),
      '__proto__',
    ])
      expect((await served.post(token, archive)).status, token).to.equal(401);
    const old = served.tokens.dee!;
    const [renewed] = makeTokens(
      out,
      students.map((id) => ({ id, name: '' })),
      ['dee'],
    );
    expect((await served.post(old, archive)).status).to.equal(401);
    expect((await served.post(renewed!.token, archive)).status).to.equal(201);
    expect(fs.readFileSync(path.join(out, 'tokens.json'), 'utf8')).not.to.contain(renewed!.token);
  });

  const otherSites = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of otherSites) {
    it(`refuses a hand-in from a page of another site: ${JSON.stringify(headers)}`, async () => {
      const cookie = { cookie: `boletim=${served.tokens.bo}`, authorization: '' };
      const answer = await served.post('bo', await tarOf(solutionFiles()), {
        ...cookie,
        ...headers,
      } as never);
      expect(answer.status).to.equal(403);
      expect(await (await served.get('/', 'bo')).text()).to.contain('Nothing was handed in yet');
    });
  }

  const places = [
    '/../tokens.json',
    '/hand-ins/../../tokens.json',
    '/hand-ins/1/%2e%2e%2ftokens.json',
    '/hand-ins/1/hand-in.json',
    '/hand-ins/0001/report.json',
    '//etc/passwd',
    '/hand-ins/1/submission.zip',
  ];
  for (const place of places) {
    it(`gives out nothing at ${place}`, async () => {
      expect((await served.get(place, 'ana')).status).to.equal(404);
    });
  }

  const bad: [string, () => Promise<Buffer>, Record<string, string>, number][] = [
    ['an entry that leaves the folder', () => tarOf({ '../../evil.ts': 'x' }), {}, 422],
    ['an archive that unpacks without end', () => tarOf({ 'src/mean.ts': Buffer.alloc(300 << 20) }), {}, 422],
    ['no archive', async () => Buffer.from('not a tar at all, but some text'), {}, 422],
    ['nothing', async () => Buffer.alloc(0), {}, 422],
    ['another kind', async () => Buffer.from('x'), { 'content-type': 'text/plain' }, 415],
    ['too many bytes', async () => Buffer.alloc(17 * 1024 * 1024), {}, 413],
    [
      'a form without a file',
      async () => Buffer.from('--x--\r\n'),
      { 'content-type': 'multipart/form-data; boundary=x' },
      400,
    ],
    [
      'a form that makes no sense',
      async () => Buffer.from('??'),
      { 'content-type': 'multipart/form-data' },
      400,
    ],
  ];
  for (const [what, body, headers, status] of bad) {
    it(`refuses ${what} with ${status}, and counts no attempt`, async () => {
      const answer = await served.post('bo', await body(), headers).then(
        (response) => response.status,
        () => status,
      );
      expect(answer).to.equal(status);
      expect(await (await served.get('/', 'bo')).text()).to.contain('Nothing was handed in yet');
      expect(fs.readdirSync(path.join(out, 'incoming'))).to.deep.equal([]);
    });
  }

  /** Says something on a raw line and gives what came back until it was closed. */
  const raw = (say: (socket: net.Socket) => void): Promise<string> =>
    new Promise((resolve) => {
      const socket = net.connect(Number(new URL(served.url).port), '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
      say(socket);
    });
  const head = (length: string) =>
    `POST /hand-ins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${served.tokens.bo}\r\nContent-Type: application/zip\r\n${length}\r\n\r\n`;

  it('cuts off a body that does not come, and one that does not end', async () => {
    const slow = raw((socket) => socket.write(`${head('Content-Length: 1000')}PK`));
    const endless = raw((socket) => {
      socket.write(head('Transfer-Encoding: chunked'));
      const chunk = `10000\r\n${'0'.repeat(0x10000)}\r\n`;
      const more = () => socket.writable && socket.write(chunk, () => setImmediate(more));
      more();
    });
    expect(await slow).to.match(/^(HTTP\/1\.1 (400|408)|$)/);
    expect(await endless).to.match(/^(HTTP\/1\.1 413|$)/);
    expect(fs.readdirSync(path.join(out, 'incoming'))).to.deep.equal([]);
    expect((await served.get('/', 'bo')).status).to.equal(200);
  });

  it('shows results of hidden tests for as many hand-ins of a day as the assignment says', async () => {
    const pages = async () => (await served.get('/', 'cy')).text();
    await served.post('cy', await tarOf(solutionFiles()));
    expect(await pages()).not.to.contain('Results of hidden tests');
    await served.post('cy', await tarOf(solutionFiles()));
    expect(await pages()).to.contain('Results of hidden tests are shown for a few hand-ins of a day');
  });

  it('follows no link to a file of the server', async () => {
    const { status } = await served.post('cy', await tarOf({}, { 'src/mean.ts': '/etc/passwd' }));
    expect(status).to.equal(201);
    const report = JSON.stringify(await served.result('cy', 3));
    expect(report).to.contain('src/mean.ts is a link').and.not.to.contain('root:');
  });

  it('keeps a name that leaves the folder inside', async () => {
    await served.post('José/../x', await tarOf(solutionFiles()));
    expect(fs.readdirSync(path.join(out, 'hand-ins'))).to.include('Jose-x');
  });

  it('tells boletim class who handed in each, and when the server took it', async () => {
    const { submissions } = await discoverSubmissions(path.join(out, 'latest'));
    const [jose] = submissions.filter(({ taken }) => taken?.id === 'José/../x');
    const text = fs.readFileSync(path.join(out, 'hand-ins/Jose-x/0001/hand-in.json'), 'utf8');
    const { time } = JSON.parse(text) as { time: string };
    expect(jose).to.include({ origin: 'Jose-x', handedIn: time, timeFrom: 'server' });
    expect(submissions.every(({ handedIn }) => handedIn !== null)).to.equal(true);
  });

  it('grades after a restart what had no result yet', async () => {
    await worker.drain();
    const answer = await served.post('bo', await tarOf({ 'src/mean.ts': 'export const mean = () => 1;\n' }));
    expect(answer.status).to.equal(201);
    await served.end();
    fs.rmSync(path.join(out, 'latest', 'bo.tar.gz'));
    fs.rmSync(path.join(out, 'latest', '.handed-in', 'bo.json'));
    await served.start();
    expect(fs.readdirSync(path.join(out, 'latest'))).to.include('bo.tar.gz');
    expect(served.log.join()).to.match(/[1-9]\d* hand-ins? waits? for a result/);
    worker = await startWorker(store.url, keys, plain);
    expect((await served.result('bo', 1)).score).to.be.below(10);
  });

  it(`takes ${MANY} hand-ins at once, each with a receipt of its own, and loses none`, async () => {
    const archive = await tarOf(solutionFiles());
    const who = ['ana', 'bo', 'cy', 'José/../x'];
    const handIn = async (_: unknown, index: number): Promise<{ status: number; text: string }> => {
      for (;;) {
        const answer = await served.post(who[index % who.length]!, archive).catch(() => null);
        if (answer && ![408, 503].includes(answer.status))
          return { status: answer.status, text: await answer.text() };
        await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 500));
      }
    };
    const answers = await Promise.all(Array.from({ length: MANY }, handIn));
    expect(answers.filter(({ status }) => status !== 201)).to.deep.equal([]);
    const receipts = answers.map(({ text }) => readReceipt(Buffer.from(text)));
    expect(receipts.every((read) => 'receipt' in read)).to.equal(true);
    expect(new Set(answers.map(({ text }) => text)).size).to.equal(MANY);
    const last = fs.readdirSync(path.join(out, 'hand-ins', 'ana')).length;
    expect((await served.result('ana', last)).score).to.equal(10);
  }).timeout(300_000);

  it('takes no more from a student than the assignment allows, whatever comes at the same time', async () => {
    const archive = await tarOf(solutionFiles());
    const left = ATTEMPTS - fs.readdirSync(path.join(out, 'hand-ins', 'bo')).length;
    const answers = await Promise.all(Array.from({ length: left + 5 }, () => served.post('bo', archive)));
    expect(answers.filter(({ status }) => status === 201)).to.have.length(left);
    expect(answers.filter(({ status }) => status === 429)).to.have.length(5);
  });
});
