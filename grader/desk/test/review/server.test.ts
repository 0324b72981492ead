import { expect } from 'chai';
import http from 'node:http';
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

  it('has the same address when it is started again', async () => {
    const first = await serveClass(classOf(1));
    const { serveReview } = await import('../../review/serve.ts');
    const options = { ...first, reviewer: 'caio', lang: 'en' as const, blind: false };
    const second = await serveReview(options);
    await second.close();
    expect(new URL(second.url).pathname).to.equal(new URL(first.url).pathname);
    expect(second.url).not.to.equal(first.url);
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
