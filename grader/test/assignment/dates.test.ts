import { expect } from 'chai';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import { AuthorError } from '../../errors';
import { temporaryFolder, writeTree } from '../support/folders';

const REST = `id: tiny
version: 1.0.0
title: Tiny
lab: lab.ts
files: [src/one.ts]
questions:
  - { id: one, title: One, points: 1, file: src/one.ts, function: one, suite: one.suite.ts, tests: [{ id: only, points: 1 }] }
`;
const DUE = 'timeZone: America/Sao_Paulo\ndue: 2026-12-04 23:59\n';

describe("an assignment's dates", () => {
  const root = temporaryFolder();
  let written = 0;
  const load = (dates: string) => {
    const folder = path.join(root, String((written += 1)), 'tiny');
    return loadAssignment(
      writeTree(folder, { 'lab.ts': '', 'one.suite.ts': '', 'assignment.yaml': dates + REST }),
    );
  };

  const right = [
    '',
    DUE,
    `${DUE}cutoff: 2026-12-11 23:59\n`,
    `${DUE}cutoff: + 7 days\n`,
    `${DUE}cutoff: +36 hours\n`,
    `${DUE}cutoff: 2026-12-04T23:59:00\n`,
    'cutoff: + 7 days\n',
    'timeZone: UTC\ndue: 2028-02-29T00:00\n',
    'timeZone: Asia/Kathmandu\ndue: 2026-12-04 23:59:59 -03:00\n',
  ];
  for (const dates of right) it(`can be ${JSON.stringify(dates)}`, () => void load(dates));

  it('stay the text that they are', () => {
    const { due, cutoff, timeZone } = load(`${DUE}cutoff: + 7 days\n`).spec;
    expect([due, cutoff, timeZone]).to.deep.equal(['2026-12-04 23:59', '+ 7 days', 'America/Sao_Paulo']);
  });

  const ZONE = 'timeZone: America/Sao_Paulo\n';
  const wrong: [string, RegExp][] = [
    [
      `${ZONE}due: 04/12/2026 23:59\n`,
      /assignment\.yaml:2:\d+: due: write year, month, day and hour like 2026-12-04 23:59/,
    ],
    [`${ZONE}due: 2026-12-04\n`, /due: write year, month, day and hour/],
    [`${ZONE}due: 2026-02-29 10:00\n`, /due: write year/],
    [`${ZONE}due: 2026-13-01 10:00\n`, /due: write year/],
    [`${ZONE}due: 2026-12-04 24:00\n`, /due: write year/],
    [`${ZONE}due: + 7 days\n`, /due: write year/],
    ['due: 2026-12-04 23:59\n', /assignment\.yaml:1: say where this hour is meant with "timeZone:/],
    ['timeZone: Brasilia\ndue: 2026-12-04 23:59\n', /timeZone: use the name of a time zone/],
    ['timeZone: "-03:00"\ndue: 2026-12-04 23:59\n', /timeZone: use the name of a time zone/],
    ['timeZone: EST\ndue: 2026-12-04 23:59\n', /timeZone: use the name of a time zone/],
    [`${DUE}cutoff: in a week\n`, /cutoff: write year, month, day and hour.*"\+ 7 days"/],
    [
      `${DUE}cutoff: 2026-12-04 23:58\n`,
      /assignment\.yaml:3: the cutoff is before the deadline, 2026-12-04 23:59/,
    ],
    [`${ZONE}cutoff: 2026-12-04 23:58\n`, /assignment\.yaml:2: a cutoff at a day needs a deadline/],
    [`${DUE}late: { policy: percent-per-week }\n`, /late\.policy/],
    [`${DUE}late: { maxPercent: 101 }\n`, /late\.maxPercent/],
  ];
  for (const [dates, message] of wrong)
    it(`cannot be ${JSON.stringify(dates)}`, () => expect(() => load(dates)).to.throw(AuthorError, message));
});
