import { expect } from 'chai';
import { matchRequests } from '../../class/match-requests';
import type { PlannedStudent } from '../../class/plan-class';
import {
  answerRequests,
  mergeRequests,
  parseRequests,
  parseRequestsCsv,
  type RegradeRequest,
} from '../../class/requests';
import { studentOf } from './support';

describe('regrade requests', () => {
  const files: [name: string, text: string, expected: RegradeRequest[]][] = [
    ['one', 'question: add\nwhy: It is right.\n', [{ question: 'add', why: 'It is right.' }]],
    [
      'a list',
      '- { question: add, why: a }\n- { question: sort, why: b }\n',
      [
        { question: 'add', why: 'a' },
        { question: 'sort', why: 'b' },
      ],
    ],
    ['one about no question', 'question: ad\nwhy: x\n', [{ question: null, why: 'ad: x' }]],
    ['no YAML', 'Dear teacher: look: again', [{ question: null, why: 'Dear teacher: look: again' }]],
    ['a bomb', `a: &a [x]\nb: ${'[*a,'.repeat(200)}${']'.repeat(200)}`, []],
    ['nothing', ' \n', []],
  ];
  for (const [name, text, expected] of files) {
    it(`of a hand-in are never lost: ${name}`, () => {
      const found = parseRequests(text, ['add', 'sort']);
      if (name === 'a bomb') expect(found).to.deep.equal([{ question: null, why: text.trim() }]);
      else expect(found).to.deep.equal(expected);
    });
  }

  it('come in a table too, also about what is no question', () => {
    const text = 'student,question,why\nana,add,"right, isn\'t it?"\nana,nope,x\n,,\n';
    expect([...parseRequestsCsv(text, { file: 'r.csv', questions: ['add'] })]).to.deep.equal([
      [
        'ana',
        [
          { question: 'add', why: "right, isn't it?" },
          { question: null, why: 'nope: x' },
        ],
      ],
    ]);
    expect(() => parseRequestsCsv('student,why\n', { file: 'r.csv', questions: [] })).to.throw(/"question"/);
  });

  it('of a table belong to students by id, folder, e-mail or user name, or are refused', () => {
    const plan = ['Ana', 'bo'].map((id) => ({
      student: studentOf({ id, email: `${id}@x.edu` }),
      slug: id.toLowerCase(),
    })) as PlannedStudent[];
    const one = [{ question: 'add', why: 'x' }];
    expect([...matchRequests(new Map([['ANA@x.edu', one]]), plan)]).to.deep.equal([['Ana', one]]);
    expect([...matchRequests(new Map([['ana', one]]), plan)]).to.deep.equal([['Ana', one]]);
    expect(() => matchRequests(new Map([['cy', one]]), plan)).to.throw(/called cy/);
  });

  it('that are made again in the same words are one', () => {
    const [a, b] = [
      { question: 'add', why: 'x' },
      { question: 'add', why: 'y' },
    ];
    expect(mergeRequests([a], [a, b], [b])).to.deep.equal([a, b]);
  });

  const asked = ['x', 'y'].map((why) => ({ question: 'add', why }));
  const replies: [name: string, reply: object, answers: (string | null)[]][] = [
    ['the one it quotes', { question: 'add', why: 'y', reply: 'no' }, [null, 'no']],
    ['the first where it quotes none', { question: 'add', reply: 'no' }, ['no', null]],
    ['nothing that was asked, and stands there all the same', { reply: 'no' }, [null, null, 'no']],
  ];
  for (const [name, reply, answers] of replies) {
    it(`are answered by a reply: ${name}`, () => {
      const answered = answerRequests(asked, [reply as { reply: string }]);
      expect(answered.map((request) => request.reply)).to.deep.equal(answers);
    });
  }
});
