import { expect } from 'chai';
import path from 'node:path';
import { readNames, withAnonymousIds } from '../../../class/names';
import { studentOf, temporaryFolder, writeTree, zipOf } from '../support';

/** Two ids that only case tells apart, as Canvas draws them. */
const UPLOADS = new Map([
  ['anon_x7YpQ', [1203, 1204]],
  ['anon_X7YPQ', [1205]],
]);

describe('the names of anonymous submissions', () => {
  const root = temporaryFolder();
  const place = (name: string, content: string | Buffer) =>
    path.join(writeTree(root, { [name]: content }), name);
  const told = async (at: string) =>
    (await readNames(at, UPLOADS)).map(({ anonymousId, canvasId, name }) => [anonymousId, canvasId, name]);

  const api = [
    { anonymous_id: 'x7YpQ', user_id: 88, user: { name: 'Ana Lima', login_id: 'ana' } },
    { anonymous_id: 'X7YPQ', user_id: '89' },
    { user_id: 90, anonymous_id: null },
  ];
  const sources: [string, () => Promise<string>, (string | number)[][]][] = [
    [
      'the download with names: an upload keeps its number',
      async () =>
        writeTree(path.join(root, 'named'), {
          'limaana_88_1203_lab.zip': '',
          'limaana_88_1204_b.ts': '',
          'paz_LATE_89_1205_x.zip': '',
        }),
      [
        ['anon_x7YpQ', '88', 'limaana'],
        ['anon_X7YPQ', '89', 'paz'],
      ],
    ],
    [
      'the same in a zip, of which one was handed in anew since',
      async () => place('again.zip', await zipOf({ 'limaana_88_1203_lab.zip': '', 'paz_89_1300_x.zip': '' })),
      [['anon_x7YpQ', '88', 'limaana']],
    ],
    [
      'a table',
      async () =>
        place('names.csv', '\ufeffanonymous_id;canvas_id;name\nanon_x7YpQ;88;Ana\nX7YPQ;89;\n;90;Cy\n'),
      [
        ['anon_x7YpQ', '88', 'Ana'],
        ['anon_X7YPQ', '89', ''],
      ],
    ],
    [
      "the answer of Canvas' API",
      async () => place('names.json', JSON.stringify(api)),
      [
        ['anon_x7YpQ', '88', 'Ana Lima'],
        ['anon_X7YPQ', '89', ''],
      ],
    ],
  ];
  for (const [name, make, lines] of sources) {
    it(`are read from ${name}`, async () => {
      expect(await told(await make())).to.deep.equal(lines);
    });
  }

  const refused: [string, string, RegExp][] = [
    [
      'names.csv',
      'id,name\nana,Ana\n',
      /names no anonymous submission: give Canvas' download with names, a table/,
    ],
    ['names.json', '{"errors":[]}', /is not a list of submissions of Canvas' API/],
    ['names.json', '[{"user_id": 1}]', /names no anonymous submission/],
    ['nothing.csv', '', /is empty/],
  ];
  for (const [name, text, message] of refused) {
    it(`are refused from ${name}: ${text}`, async () => {
      const outcome = await readNames(place(name, text), UPLOADS).catch((error: Error) => error);
      expect(outcome).to.have.property('name', 'UsageError');
      expect((outcome as Error).message).to.match(message);
    });
  }

  const ana = studentOf({ id: 'ana', name: 'Ana Lima', canvasId: '88' });
  const bo = studentOf({ id: 'bo', name: 'Bo Paz', canvasId: '89' });
  const line = (anonymousId: string, fields: object) => ({
    ...studentOf({ id: 'x' }),
    ...fields,
    anonymousId,
  });

  it('go to whom the roster knows by any key, or by the name', () => {
    const lines = [
      line('anon_1', { id: '88', canvasId: '88' }),
      line('anon_2', { id: 'pazbo', name: 'pazbo' }),
    ];
    const named = withAnonymousIds([ana, bo], lines, 'n.csv');
    expect(named.map(({ id, anonymousId }) => [id, anonymousId])).to.deep.equal([
      ['ana', 'anon_1'],
      ['bo', 'anon_2'],
    ]);
  });

  const contradictions: [string, ReturnType<typeof line>[], RegExp][] = [
    ['nobody', [line('anon_1', { id: 'zoe' })], /n\.csv: "zoe", who is anon_1, is not in the roster/],
    [
      'one student twice',
      [line('anon_1', { id: 'ana' }), line('anon_2', { id: 'ana' })],
      /ana is anon_1 and anon_2; keep one/,
    ],
    [
      'one id for two',
      [line('anon_1', { id: 'ana' }), line('anon_1', { id: 'bo' })],
      /anon_1 is ana and bo; keep one/,
    ],
    ['two who fit', [line('anon_1', { id: 'ana', canvasId: '89' })], /fits ana and bo/],
  ];
  for (const [name, lines, message] of contradictions) {
    it(`are refused for ${name}`, () => {
      expect(() => withAnonymousIds([ana, bo], lines, 'n.csv')).to.throw(message);
    });
  }
});
