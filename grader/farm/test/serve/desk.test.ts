import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { createKeyFile, signingKey } from '../../../receipt';
import type { Result } from '../../../teaching/class';
import { exampleReport } from '../../../test/reporters/build-report';
import { temporaryFolder } from '../../../teaching/test/class/support';
import { Desk } from '../../serve/desk';
import type { HandIns } from '../../serve/hand-ins';
import { Metrics } from '../../serve/metrics';
import { sandbox } from '../support/farm';
import { solutionFiles, tarOf } from '../support/served';

describe('the desk of a server that ends', () => {
  const root = temporaryFolder();
  const assignment = loadAssignment('warmup');
  const archive = 'submission.tar.gz';
  const holder = { student: 'ana', name: 'Ana', slug: 'ana' };

  /** A desk with one hand-in to grade. */
  async function deskWith(grade: () => Promise<Result>, putResult: () => Promise<void>): Promise<Desk> {
    fs.writeFileSync(path.join(root, archive), await tarOf(solutionFiles()));
    const handIn = { number: 1, time: new Date().toISOString(), archive, showsHidden: true, folder: root };
    const handIns = { pending: () => [{ holder, handIn }], putResult } as unknown as HandIns;
    const desk = new Desk({
      ...{ assignment, root: path.join(root, 'out'), handIns, sandbox, grade, seed: 1, device: 'cpu' },
      ...{ metrics: new Metrics(), retrySeconds: 1, log: (line) => expect.fail(line) },
      signing: { key: signingKey(createKeyFile()), known: new Map() },
    });
    desk.resume([]);
    return desk;
  }

  it('waits for a result that is being stored, and stores none that comes later', async () => {
    const [asked, graded, storing, stored] = Array.from({ length: 4 }, signal);
    const events: string[] = [];
    const grade = async () => {
      asked!.fire();
      await graded!.fired;
      return { report: exampleReport([]), statement: null };
    };
    const putResult = async () => {
      storing!.fire();
      await stored!.fired;
      events.push('stored');
    };
    const [first, second] = [await deskWith(grade, putResult), await deskWith(grade, putResult)];
    await asked!.fired;
    await second.close();
    graded!.fire();
    await storing!.fired;
    const closed = first.close().then(() => events.push('closed'));
    setTimeout(() => stored!.fire(), 50);
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(events).to.deep.equal(['stored', 'closed']);
  });
});

function signal(): { fire(): void; fired: Promise<void> } {
  let fire = () => {};
  const fired = new Promise<void>((resolve) => (fire = resolve));
  return { fire: () => fire(), fired };
}
