import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { findLent, type CgroupSources } from '../../../sandbox/host/lent-cgroup';
import { createTemporaryFolder } from '../../../system/temporary-folder';
import { CgroupTree } from './cgroup-tree';

describe('a control group that is lent', () => {
  let root: string;
  before(() => (root = createTemporaryFolder('cgroup')));
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  let trees = 0;
  const tree = (way?: string) => new CgroupTree(path.join(root, `a mount ${(trees += 1)}`), way);
  const found = (sources: CgroupSources) => {
    const probe = findLent(sources);
    return probe.available ? [probe.lent.folder, ...probe.lent.controllers] : [probe.reason];
  };

  it('is the one that this process is in, with what can be given on', () => {
    const { own, sources } = tree();
    expect(found(sources)).to.deep.equal([own, 'memory', 'pids']);
  });

  for (const [controllers, given] of [
    ['pids', ['pids']],
    ['cpu memory', ['memory']],
  ] as const) {
    it(`gives on ${given.join()} alone where the kernel has ${controllers}`, () => {
      const { own, sources } = addTo(tree(), controllers);
      expect(found(sources)).to.deep.equal([own, ...given]);
    });
  }

  it('is the one above for a grader that an earlier one has moved', () => {
    const { own, sources } = tree();
    const cgroup = '0::/lent/boletim-graders\n';
    fs.mkdirSync(path.join(own, 'boletim-graders'));
    expect(found({ ...sources, cgroup })[0]).to.equal(own);
  });

  it('is found where a container sees but a part of the tree', () => {
    const { mount, own, sources } = tree('/docker/4f3');
    const mountinfo = sources.mountinfo.replace('0:27 / ', '0:27 /docker ');
    fs.renameSync(path.join(mount, 'docker', '4f3'), path.join(mount, '4f3'));
    expect(found({ ...sources, mountinfo })[0]).to.equal(path.join(mount, path.basename(own)));
  });

  const units: [way: string, unit: string, isUsers: boolean][] = [
    ['/system.slice/grading.service', 'grading.service', false],
    ['/user.slice/user@1000.service/app.slice/run-r1.scope', 'run-r1.scope', true],
  ];
  for (const [way, unit, isUsers] of units) {
    it(`is not ${unit} unless systemd says so`, () => {
      const asked: unknown[] = [];
      const { own, sources } = tree(way);
      const isDelegated = (...question: unknown[]) => asked.push(question) > 1;
      expect(found({ ...sources, isDelegated })).to.deep.equal([
        `systemd keeps the control group of ${unit} to itself`,
      ]);
      expect(found({ ...sources, isDelegated })[0]).to.equal(own);
      expect(asked[0]).to.deep.equal([unit, isUsers]);
    });
  }

  const none: [what: string, sources: () => CgroupSources, reason: RegExp][] = [
    ['has only the first version', () => ({ ...tree().sources, cgroup: '4:memory:/x\n' }), /is to be seen/],
    ['shows no groups', () => ({ ...tree().sources, mountinfo: '' }), /is to be seen/],
    ['shows others', () => ({ ...tree().sources, cgroup: '0::/../other\n' }), /is to be seen/],
    ['has nothing to give on', () => addTo(tree(), 'cpu hugetlb').sources, /has neither memory nor pids/],
    ['lets nobody write', () => ({ ...tree().sources, cgroup: '0::/gone\n' }), /cannot be written/],
  ];
  for (const [what, sources, reason] of none) {
    it(`is none where the system ${what}`, () => {
      expect(found(sources())[0]).to.match(reason);
    });
  }
});

function addTo(tree: CgroupTree, controllers: string): CgroupTree {
  tree.add(tree.own, { controllers });
  return tree;
}
