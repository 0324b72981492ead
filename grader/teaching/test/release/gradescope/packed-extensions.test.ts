import { expect } from 'chai';
import { packExtensions } from '../../../release/gradescope/packed-extensions';
import { studentOf } from '../../class/support';

describe('the extensions in an autograder', () => {
  const spec = { id: 'sums', timeZone: 'UTC', due: '2026-12-04 23:59', cutoff: undefined };
  const roster = [
    studentOf({ id: 'ana', email: 'a@x.edu', group: 'Equipe 3' }),
    studentOf({ id: 'bo', name: 'Bo Paz', group: 'Equipe 3' }),
    studentOf({ id: 'cy' }),
  ];
  const pack = (lines: string, people = roster, dates: Partial<typeof spec> = {}) => {
    const text = `student,group,assignment,until,reason\n${lines}`;
    return packExtensions({ text, file: 'extensions.csv' }, { spec: { ...spec, ...dates }, roster: people });
  };

  it('are those of the roster, by everything they are called, without reasons', () => {
    expect(pack(',Equipe 3,sums,+ 1 day,ill\n')).to.deep.equal([
      { names: ['ana', 'a@x.edu'], until: '2026-12-05T23:59:00Z' },
      { names: ['bo', 'Bo Paz'], until: '2026-12-05T23:59:00Z' },
    ]);
  });

  it('are as written without a roster', () => {
    expect(pack('a@x.edu,,sums,+ 1 day,ill\nb@x.edu,,other,?,\n', [])).to.deep.equal([
      { names: ['a@x.edu'], until: '2026-12-05T23:59:00Z' },
    ]);
  });

  const refused: [string, () => unknown, RegExp][] = [
    [
      'a group without a roster',
      () => pack(',Equipe 3,sums,+ 1 day,\n', []),
      /:2: who is in a group, only --roster/,
    ],
    ['somebody who is not in the roster', () => pack('zoe,,sums,+ 1 day,\n'), /no student "zoe"/],
    [
      'an assignment without a deadline',
      () => pack('', roster, { due: undefined } as never),
      /no deadline to extend/,
    ],
  ];
  for (const [name, act, message] of refused)
    it(`are refused for ${name}`, () => expect(act).to.throw(message));
});
