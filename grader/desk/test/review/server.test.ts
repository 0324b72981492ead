import { expect } from 'chai';
import http from 'node:http';
import { writeTree } from '../../../test/support/folders';
import { answerAddress, classOf, serveClass } from './desk-server';

describe('the server of the review page', function () {
  this.timeout(30_000);
  const statusOf = (url: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const request = http.request(url, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      request.on('error', reject);
      request.end(method === 'POST' ? '{}' : undefined);
    });

  it('answers nobody without its secret, under another name, or from another origin', async () => {
    const { url } = await serveClass();
    const { origin, host } = new URL(url);
    expect(await statusOf(url, {})).to.equal(200);
    expect(await statusOf(`${origin}/`, {})).to.equal(404);
    expect(await statusOf(`${origin}/${'x'.repeat(32)}/`, {})).to.equal(404);
    expect(await statusOf(url, { host: 'evil.example' })).to.equal(403);
    expect(await statusOf(`${url}save`, { host, origin: 'http://evil.example' }, 'POST')).to.equal(403);
    expect(await statusOf(`${url}save`, { host, origin }, 'POST')).to.equal(400);
  });

  it('allows its own script by a nonce that no two pages share, and nothing else', async () => {
    const { url } = await serveClass();
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(url)).headers.get('content-security-policy')!),
    );
    expect(policies[0]).to.match(/^default-src 'none'; script-src 'nonce-[\w-]{20,}'; style-src 'nonce-/);
    expect(policies[0]).not.to.equal(policies[1]);
    expect((await fetch(url)).headers.get('referrer-policy')).to.equal('no-referrer');
  });

  it('has an address for each reviewer, the same when it is started again', async () => {
    const first = await serveClass(classOf(1));
    const { serveReview } = await import('../../review/serve.ts');
    const urlFor = async (reviewer: string) => {
      const { url, close } = await serveReview({ ...first, reviewer, lang: 'en', blind: false });
      await close();
      return url;
    };
    const [caio, again, dee] = [await urlFor('caio'), await urlFor('caio'), await urlFor('dee')];
    expect(caio).to.equal(again);
    expect(new Set([first.url, caio, dee])).to.have.lengthOf(3);
    expect(new URL(caio).pathname).to.equal(new URL(first.url).pathname);
  });

  it('shows every comment at a line, also those that were written by hand', async () => {
    const { url, reviews } = await serveClass(classOf(1));
    const lines = '[{ line: 2, comment: first }, { line: 2, comment: second }]';
    writeTree(reviews, { 'student-000.yaml': `questions: { mean: { lines: ${lines} } }` });
    const page = await (await fetch(await answerAddress(url, 'student-000'))).text();
    expect(page).to.match(/first<\/textarea>[^]*<p class="remark words">second<\/p>/);
  });

  it('leaves to do who handed something in, who asks, and points without a reason', async () => {
    const { url, reviews } = await serveClass(classOf(3));
    const done = (more: string) => `questions: { mean: { done: true, ${more} } }`;
    const files = ['points: 1', 'points: 1, comment: x'].map(done);
    writeTree(reviews, { 'student-000.yaml': files[0]!, 'student-001.yaml': files[1]! });
    const page = await (await fetch(`${url}q/mean?show=todo`)).text();
    expect([...page.matchAll(/student-00\d/g)].map(String)).to.deep.equal(['student-000', 'student-002']);
    expect(page).to.contain('points without a reason');
  });

  const save = async (url: string, fields: object) => {
    const key = /\/s\/(\w+)/.exec(await answerAddress(url, 'student-000'))![1];
    const body = JSON.stringify({ student: key, question: 'mean', ...fields });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${url}save`, { method: 'POST', body, headers });
    return { ...((await response.json()) as { message?: string; total?: string }), status: response.status };
  };

  const refused: [name: string, fields: object, status: number, message: RegExp][] = [
    ['more points than there are', { field: 'points', base: null, value: 4 }, 422, /from -3 to 3/],
    ['an item of no rubric', { field: 'items', base: [], value: ['x'] }, 422, /rubric/],
    [
      'a question of another course',
      { question: 'x', field: 'done', base: false, value: true },
      422,
      /question/,
    ],
    ['a student of another', { student: 'x', field: 'done', base: false, value: true }, 422, /student/],
    [
      'a line of code that is no longer there',
      { field: 'line', line: 1, gone: false, code: 'old', base: '', value: 'x' },
      422,
      /handed in again/,
    ],
    ['a reply to nothing', { field: 'reply', request: 'x', base: '', value: 'x' }, 422, /request/],
    ['a field that is none', { field: '__proto__', base: '', value: 'x' }, 400, /no change/],
    [
      'two items where one holds',
      { question: 'essay', field: 'items', base: [], value: ['clear', 'thin'] },
      422,
      /rubric/,
    ],
  ];
  it('refuses what cannot be written, and says what to do', async () => {
    const { url } = await serveClass(classOf(1));
    for (const [name, fields, status, message] of refused) {
      const answer = await save(url, fields);
      expect(answer.status, name).to.equal(status);
      expect(answer.message, name).to.match(message);
    }
  });

  it('tells the points that the answer has now', async () => {
    const { url } = await serveClass(classOf(1));
    expect(await save(url, { field: 'points', base: null, value: 0.25 })).to.deep.include({ total: '1.25' });
  });
});
