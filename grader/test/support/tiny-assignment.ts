import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { writeTree } from './folders';

const YAML = `id: tiny
version: 1.0.0
title: Tiny
lab: lab.ts
files: [src/one.ts, src/two.ts]
limits: { testSeconds: 7 }
questions:
  - id: one
    title: One
    points: 2
    file: src/one.ts
    function: one
    suite: suites/one.suite.ts
    tests:
      - { id: first, points: 0.5 }
      - { id: second, points: 1.5, timeoutSeconds: 3 }
    penalties:
      - { id: untidy, points: -0.5 }
  - id: two
    title: Two
    points: 1
    file: src/two.ts
    function: two
    suite: suites/two.suite.ts
    tests:
      - { id: only, points: 1 }
`;

const FILES = { 'lab.ts': '', 'suites/one.suite.ts': '', 'suites/two.suite.ts': '' };

/** Writes the assignment into a folder called tiny, some of its text replaced. */
export function writeTiny(
  root: string,
  replacements: readonly (readonly [from: string, to: string])[] = [],
): string {
  let yaml = YAML;
  for (const [from, to] of replacements) {
    expect(yaml).to.include(from);
    yaml = yaml.replace(from, to);
  }
  const folder = path.join(fs.mkdtempSync(path.join(root, 'course-')), 'tiny');
  return writeTree(folder, { ...FILES, 'assignment.yaml': yaml });
}
