import { expect } from 'chai';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { FetchError, fetchFile, type FetchFileOptions, type Progress } from '../../fetch';
import { HostileServer, sendPart, serve, type Answer } from './hostile-server';

describe('fetchFile', () => {
  const body = randomBytes(300_000);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const server = new HostileServer();
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fetch-'));
    file = path.join(folder, 'deep', 'file.bin');
  });
  afterEach(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true });
  });

  async function fetchWith(answer: Answer, options: Partial<FetchFileOptions> = {}): Promise<void> {
    const url = await server.start(answer);
    await fetchFile(file, { sources: [url], pauseMs: 1, attempts: 3, stallMs: 1000, ...options });
  }

  const ranges = (): (string | undefined)[] => server.requests.map(({ headers }) => headers.range);
  const filesLeft = (): string[] =>
    fs.existsSync(path.dirname(file)) ? fs.readdirSync(path.dirname(file)) : [];

  const arrives: [sentence: string, answer: Answer, ranges: (string | undefined)[]][] = [
    [
      'arrives whole from a good server',
      (request, response) => serve(response, body, { request }),
      [undefined],
    ],
    [
      'goes on where a connection was cut',
      (request, response, n) =>
        n === 0
          ? sendPart(response, body, { bytes: 100_000, then: 'cut', etag: '"1"' })
          : serve(response, body, { request }),
      [undefined, 'bytes=100000-'],
    ],
    [
      'goes on where a server fell silent',
      (request, response, n) =>
        n === 0
          ? sendPart(response, body, { bytes: 5_000, then: 'stall', etag: '"1"' })
          : serve(response, body, { request }),
      [undefined, 'bytes=5000-'],
    ],
    [
      'starts again where a server gives nothing to recognise the file by',
      (_, response, n) =>
        n === 0 ? sendPart(response, body, { bytes: 100, then: 'cut' }) : serve(response, body, {}),
      [undefined, undefined],
    ],
    [
      'starts again when the file has changed in the meantime',
      (request, response, n) =>
        n === 0
          ? sendPart(response, randomBytes(body.length), { bytes: 100, then: 'cut', etag: '"old"' })
          : serve(response, body, { request }),
      [undefined, 'bytes=100-'],
    ],
    [
      'starts again when a server ignores where it is asked to go on',
      (_, response, n) =>
        n === 0
          ? sendPart(response, body, { bytes: 100, then: 'cut', etag: '"1"' })
          : serve(response, body, {}),
      [undefined, 'bytes=100-'],
    ],
    [
      'starts again when a server goes on somewhere else',
      (request, response, n) => {
        if (n === 0) return sendPart(response, body, { bytes: 100, then: 'cut', etag: '"1"' });
        if (n === 2) return serve(response, body, { request });
        response.writeHead(206, { 'content-range': `bytes 7-299999/300000` }).end(body.subarray(7));
      },
      [undefined, 'bytes=100-', undefined],
    ],
    [
      'tries again after a server error',
      (_, response, n) => (n === 0 ? response.writeHead(503).end('busy') : serve(response, body, {})),
      [undefined, undefined],
    ],
    [
      'follows a redirect',
      (request, response) =>
        request.url === '/'
          ? response.writeHead(302, { location: '/there' }).end()
          : serve(response, body, {}),
      [undefined, undefined],
    ],
  ];
  for (const [sentence, answer, expectedRanges] of arrives) {
    it(sentence, async () => {
      await fetchWith(answer, { sha256, size: body.length });
      expect(fs.readFileSync(file).equals(body)).to.equal(true);
      expect(filesLeft()).to.deep.equal(['file.bin']);
      expect(ranges()).to.deep.equal(expectedRanges);
    });
  }

  it('goes on in a later run', async () => {
    const answer: Answer = (request, response, n) =>
      n === 0
        ? sendPart(response, body, { bytes: 1000, then: 'cut', etag: '"1"' })
        : serve(response, body, { request });
    const url = await server.start(answer);
    await failure(fetchFile(file, { sources: [url], attempts: 1 }));
    await fetchFile(file, { sources: [url], attempts: 1, sha256 });
    expect(ranges()).to.deep.equal([undefined, 'bytes=1000-']);
  });

  it('tells how far it is, from where it goes on to the end', async () => {
    const seen: Progress[] = [];
    await fetchWith((_, response) => serve(response, body, {}), {
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen[0]).to.deep.equal({ received: 0, total: body.length });
    expect(seen.at(-1)).to.deep.equal({ received: body.length, total: body.length });
  });

  const fails: [
    sentence: string,
    answer: Answer,
    message: RegExp,
    requests: number,
    options?: Partial<FetchFileOptions>,
  ][] = [
    [
      'gives up on a server that always promises more than it sends',
      (_, response) => sendPart(response, body, { bytes: 10, then: 'cut' }),
      /cannot be reached or broke off/,
      3,
    ],
    [
      'gives up on a server that is always silent',
      (_, response) => sendPart(response, body, { bytes: 10, then: 'stall' }),
      /sent nothing for 0\.05 s/,
      3,
      { stallMs: 50 },
    ],
    [
      'says that access is forbidden, once',
      (_, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>No</h1>'),
      /answered 403 Forbidden and a web page instead of the file/,
      1,
    ],
    [
      'does not take a web page for the file',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Sure?</h1>'),
      /answered with a web page instead of the file/,
      1,
    ],
    [
      'gives up on a missing file',
      (_, response) => response.writeHead(404).end(),
      /answered 404 Not Found/,
      1,
    ],
    [
      'gives up on a server that sends in circles',
      (_, response) => response.writeHead(302, { location: '/' }).end(),
      /redirect count exceeded/,
      63,
    ],
    [
      'refuses another length before it downloads',
      (_, response) => serve(response, body, {}),
      /has 300000 bytes, expected 299999: it is another file/,
      1,
      { size: 299_999 },
    ],
    [
      'refuses another length that shows only at the end',
      (_, response) => response.writeHead(200).end(body),
      /expected 299999 bytes, got 300000/,
      1,
      { size: 299_999 },
    ],
    [
      'refuses another checksum',
      (_, response) => serve(response, body, {}),
      /is not the expected file: expected SHA-256 0000, got [0-9a-f]{64}/,
      1,
      { sha256: '0000' },
    ],
  ];
  for (const [sentence, answer, message, requests, options] of fails) {
    it(sentence, async () => {
      const error = await failure(fetchWith(answer, options));
      expect(error).to.be.instanceOf(FetchError);
      expect(error.message).to.match(message);
      expect(server.requests.length).to.equal(requests);
      expect(fs.existsSync(file)).to.equal(false);
      expect(filesLeft().filter((name) => name.endsWith('.lock'))).to.deep.equal([]);
    });
  }

  it('uses the next source when one fails, and reports every one when all do', async () => {
    const answer: Answer = ({ url }, response) =>
      url === '/good' ? serve(response, body, {}) : response.writeHead(404).end();
    const url = await server.start(answer);
    await fetchFile(file, { sources: [`${url}/bad`, `${url}/good`] });
    const error = await failure(fetchFile(file, { sources: [`${url}/bad`, path.join(folder, 'missing')] }));
    expect(error.message).to.match(/bad answered 404 Not Found[^]*There is no file .*missing/);
  });

  it('says so when nothing listens', async () => {
    const error = await failure(fetchFile(file, { sources: ['http://127.0.0.1:9'], attempts: 1 }));
    expect(error.message).to.match(/127\.0\.0\.1:9 cannot be reached/);
  });

  it('copies a local file and checks it', async () => {
    const copy = path.join(folder, 'copy.bin');
    fs.writeFileSync(copy, body);
    await fetchFile(file, { sources: [copy], sha256 });
    expect(fs.readFileSync(file).equals(body)).to.equal(true);
  });

  it('leaves the file alone while another process fetches it', async () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(`${file}.lock`, `${process.ppid}`);
    const error = await failure(fetchFile(file, { sources: ['unused'] }));
    expect(error.message).to.match(/Process \d+ is fetching .* already/);
  });

  it('is not kept from it by a process that is gone', async () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(`${file}.lock`, `${2 ** 22 + 1}`);
    const copy = path.join(folder, 'copy.bin');
    fs.writeFileSync(copy, body);
    await fetchFile(file, { sources: [copy] });
    expect(filesLeft()).to.deep.equal(['file.bin']);
  });
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: Error) => error,
  );
}
