import { expect } from 'chai';
import type { Queue } from 'bullmq';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { createKeyFile, signClaims, signingKey, type GradedWork } from '../../../receipt';
import { sha256 } from '../../../system/digest';
import { COURSE } from '../../../system/paths';
import type { Work } from '../../../teaching/class';
import { answerWithReport } from '../../queue/answer';
import { makeJob } from '../../queue/job';
import { jobId, queueName } from '../../queue/names';
import { pack } from '../../queue/pack';
import { RemoteGrading } from '../../queue/remote-grading';
import { openStore, type Store } from '../../queue/store';
import { holdCourse } from '../../worker/course';
import { FarmWorker } from '../../worker/farm-worker';
import { unmetSentences } from '../../worker/unmet';
import { reportOf } from '../../../teaching/test/class/support';
import { sandbox } from '../support/farm';
import { held, workOf } from '../support/works';
import { missingStore, skipWhere, STORES, type StoreName, type TestStore } from '../support/stores';

for (const name of Object.keys(STORES) as StoreName[]) {
  describe(`a queue that others write into, over ${name}`, function () {
    this.timeout(60_000);
    const [course, worker, stranger] = [1, 2, 3].map(() => signingKey(createKeyFile())) as [Key, Key, Key];
    const assignment = loadAssignment('warmup');
    const warnings: string[] = [];
    const log: string[] = [];
    let running: TestStore;
    let store: Store;
    let remote: RemoteGrading;
    let queue: Queue;
    let count = 0;

    const nameOf = () => queueName('warmup', held(assignment).work, '');
    /** A submission that nobody handed in before. */
    const newWork = (): Work => workOf(assignment, `export const mean = () => ${count++};`);
    const withWorker = async <T>(use: () => Promise<T>): Promise<T> => {
      const options = {
        labels: [],
        key: worker,
        trusted: new Map([[course.publicKey, 'c']]),
        jobs: 1,
        lockSeconds: 1.5,
      };
      const farm = new FarmWorker(store, {
        ...options,
        courses: [held(assignment)],
        log: (line) => log.push(line),
      });
      return use().finally(() => farm.drain());
    };
    const messageFrom = (grading: Promise<unknown>) =>
      grading.then(
        () => 'graded',
        (error: Error) => `${error.name}: ${error.message}`,
      );
    /** Somebody takes one job, as a worker does, and answers it. */
    const forge = async (answer: (work: GradedWork) => unknown): Promise<void> => {
      const forger = new store.Worker(nameOf(), null, { connection: store.connection, autorun: false });
      forger.on('error', () => {});
      for (;;) {
        const job = await forger.getNextJob('token', { block: false });
        if (job) {
          await job.moveToCompleted(answer((job.data as { work: GradedWork }).work), 'token', false);
          return forger.close();
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };

    before(async function () {
      skipWhere(this, missingStore(name));
      running = await STORES[name]();
      await running.start();
      store = await openStore(running.url);
      queue = new store.Queue(nameOf(), { connection: store.connection });
      queue.on('error', () => {});
      const known = new Map([[worker.publicKey, 'w']]);
      remote = new RemoteGrading(store, {
        key: course,
        known,
        label: '',
        onWarning: (text) => warnings.push(text),
      });
    });

    after(async () => {
      await remote?.close();
      await queue?.close();
      await running?.remove();
    });

    const forged: [string, () => unknown, RegExp][] = [
      [
        'nobody signed',
        async () => ({ ...(await makeJob(newWork(), course)), signature: '0'.repeat(128) }),
        /changed after it was signed/,
      ],
      ['a stranger signed', () => makeJob(newWork(), stranger), /nobody known to this worker signed the job/],
      [
        'holds other files',
        async () => ({
          ...(await makeJob(newWork(), course)),
          files: (await makeJob(newWork(), course)).files,
        }),
        /not those that the job was signed for/,
      ],
      [
        'is for other suites',
        () => {
          const work = newWork();
          return makeJob({ ...work, key: { ...work.key, assignment: 'f'.repeat(64) } }, course);
        },
        /another course or program/,
      ],
      [
        'unpacks without end',
        () => {
          const files = pack('0'.repeat(80 * 1024 * 1024));
          const claims = { work: newWork().key, content: sha256(files) };
          return { ...signClaims('boletim/job/v1', claims, course), files };
        },
        /files of the job are damaged/,
      ],
      ['is no job at all', () => ({ work: 'please' }), /the job is damaged/],
    ];
    for (const [what, data, reason] of forged) {
      it(`is refused a job that ${what}`, async () => {
        const job = await queue.add('grade', await data(), { jobId: `forged-${count++}`, attempts: 3 });
        const failed = await withWorker(async () => {
          for (;;) {
            const now = await queue.getJob(job.id!);
            if (now?.finishedOn) return now;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        });
        expect(failed.failedReason).to.match(reason);
        expect(await failed.getState()).to.equal('failed');
        await failed.remove();
      });
    }

    const lies: [string, (work: GradedWork) => unknown][] = [
      ['a stranger signed', (work) => answerWithReport(work, reportOf({ add: 4, sort: 6 }), stranger)],
      [
        'is about another submission',
        (work) =>
          answerWithReport({ ...work, submission: 'e'.repeat(64) }, reportOf({ add: 4, sort: 6 }), worker),
      ],
      [
        'was changed after it was signed',
        (work) => {
          const answer = answerWithReport(work, reportOf({ add: 0, sort: 0 }), worker);
          return { ...answer, report: pack(JSON.stringify(reportOf({ add: 4, sort: 6 }))) };
        },
      ],
      ['makes no sense', () => 'ten points'],
    ];
    for (const [what, answer] of lies) {
      it(`is not believed a result that ${what}, and what was asked is graded after all`, async () => {
        const work = newWork();
        const asked = remote.grade(work);
        await forge(answer);
        const { report, statement } = await withWorker(() => asked);
        expect(report.score).to.be.below(10);
        expect(statement?.key).to.equal(worker.publicKey);
      });
    }

    it('gives the grader the blame when forgeries do not end', async () => {
      const asked = messageFrom(remote.grade(newWork()));
      for (let forgeries = 0; forgeries < 3; forgeries++)
        await forge((work) => answerWithReport(work, reportOf({ add: 4, sort: 6 }), stranger));
      expect(await asked).to.match(/^GraderFault: Somebody else writes into the queue/);
    });

    it('passes over a job that somebody else put in the place of ours', async () => {
      const work = newWork();
      await queue.add('grade', { squatter: true }, { jobId: jobId(work.key), priority: 1 });
      const { report } = await withWorker(() => remote.grade(work));
      expect(report.submission.digest).to.equal(work.submitted.digest);
      expect(warnings.at(-1)).to.match(/a job in the place of this one that we did not sign/);
    });

    it('sets a job aside that brought down three workers, as a fault of the grader', async () => {
      const asked = messageFrom(remote.grade(newWork()));
      const script = path.join(COURSE, 'grader/farm/test/support/dies-on-a-job.ts');
      const register = path.join(COURSE, 'grader/loader/register.js');
      for (let deaths = 0; deaths < 3; deaths++)
        await once(spawn(process.execPath, ['-r', register, script, running.url, nameOf()]), 'exit');
      expect(await withWorker(() => asked)).to.match(/^GraderFault: Grading it brought down three workers/);
    });

    it('keeps no suite, no name and no key', async () => {
      const job = await queue.add('grade', await makeJob(newWork(), course), { jobId: `kept-${count++}` });
      const text = JSON.stringify((await queue.getJob(job.id!))!.data);
      expect(Object.keys(JSON.parse(text) as object).sort()).to.deep.equal([
        'content',
        'files',
        'key',
        'signature',
        'work',
      ]);
      expect(text).not.to.match(/PRIVATE|suite|student/);
      await job.remove();
    });
  });
}

type Key = ReturnType<typeof signingKey>;

describe('a worker that holds something else', () => {
  const course = holdCourse(loadAssignment('warmup'), { sandbox, device: 'cpu' });
  const notice = (fields: object) => ({
    ...{ name: 'other', assignment: 'warmup', label: '', digest: course.work.assignment },
    ...{ environment: course.work.environment, ...fields },
  });
  const cases: [string, object, RegExp][] = [
    ['other suites', { digest: 'f'.repeat(64) }, /other suites, fixtures or hidden tests/],
    [
      'another program',
      { environment: { ...course.work.environment, code: 'x' } },
      /another version of this program/,
    ],
    [
      'another Node',
      { environment: { ...course.work.environment, node: 'v99' } },
      /they want Node v99, here it is v2/,
    ],
    [
      'another device',
      { environment: { ...course.work.environment, device: 'webgpu' } },
      /they want the device webgpu, here it is cpu/,
    ],
    ['a label', { label: 'gpu' }, /--labels gpu/],
    ['another assignment', { assignment: 'physics' }, /does not hold the assignment/],
  ];
  for (const [what, fields, sentence] of cases) {
    it(`says that jobs want ${what}`, () => {
      expect(unmetSentences([notice(fields)], { courses: [course], queues: ['mine'] }).join()).to.match(
        sentence,
      );
    });
  }

  it('says nothing about its own queues', () => {
    expect(unmetSentences([notice({ name: 'mine' })], { courses: [course], queues: ['mine'] })).to.deep.equal(
      [],
    );
  });
});
