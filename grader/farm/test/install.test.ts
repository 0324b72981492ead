import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '../../system/paths';

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  link?: boolean;
  resolved?: string;
}

/** What npm installs with some packages, by package-lock.json: everything that they need, and what that needs. */
function installedWith(names: readonly string[]): Set<string> {
  const text = fs.readFileSync(path.join(COURSE, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const [place, locked] of Object.entries(packages)) {
      if (!place.endsWith(`node_modules/${name}`)) continue;
      const { dependencies, optionalDependencies } = locked.link ? packages[locked.resolved!]! : locked;
      Object.keys({ ...dependencies, ...optionalDependencies }).forEach(add);
    }
  };
  names.forEach(add);
  return found;
}

describe('what students install', () => {
  const farm = JSON.parse(fs.readFileSync(path.join(COURSE, 'grader/farm/package.json'), 'utf8')) as Locked;
  const servers = ['bullmq', 'ioredis', 'pg', 'prom-client', '@fastify/busboy'];

  it('has nothing of a farm', () => {
    const students = installedWith(['@boletim/grader', '@boletim/toolkit']);
    expect([...students].filter((name) => servers.includes(name))).to.deep.equal([]);
    expect(students.has('mocha')).to.equal(true);
  });

  it('would be seen to grow by it', () => {
    expect(Object.keys(farm.dependencies!)).to.include.members(servers);
    expect([...installedWith(['@boletim/farm'])]).to.include.members([...servers, 'pg-protocol']);
  });
});
