import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { startDeadline } from '../../system/deadline';
import { waitsOf } from '../../system/processor-waits';

/** Loops: whoever else wants a processor waits for a part of the time. */
function startBusyNeighbours(count: number) {
  const loops = Array.from({ length: count }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  return () => loops.forEach((loop) => loop.kill('SIGKILL'));
}

describe('a deadline', function () {
  this.timeout(60_000);

  it('passes for what sleeps, as late as it says', async () => {
    const startedAt = performance.now();
    await new Promise<void>((late) => {
      startDeadline({
        milliseconds: 200,
        processes: () => [process.pid],
        waits: waitsOf([process.pid]),
        late,
      });
    });
    expect(performance.now() - startedAt).to.be.at.least(195);
  });

  it('that is stopped passes never', async () => {
    const deadline = startDeadline({
      milliseconds: 20,
      processes: () => [],
      waits: new Map(),
      late: () => expect.fail('late'),
    });
    deadline.stop();
    await new Promise((resolve) => setTimeout(resolve, 80));
    // Timers may be a millisecond early.
    expect(deadline.spent()).to.be.at.least(75);
  });

  it('forgives what a thread has waited since somebody last looked', async function () {
    const waits = waitsOf([process.pid]);
    if (waits.size === 0) this.skip();
    const [thread] = waits.keys();
    const before = waits.get(thread!)!;
    const deadline = startDeadline({
      milliseconds: 5000,
      processes: () => [process.pid],
      // As if this thread had waited for a second since somebody last looked.
      waits: new Map([...waits, [thread!, before - 1000]]),
      late: () => {},
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(deadline.spent()).to.be.below(0);
    deadline.stop();
  });

  it('stands still while a process waits for a processor that others use', async function () {
    if (waitsOf([process.pid]).size === 0) this.skip();
    const stop = startBusyNeighbours(2 * availableParallelism());
    const worker = spawn(process.execPath, ['-e', 'for (;;);']);
    const startedAt = performance.now();
    await new Promise<void>((late) => {
      startDeadline({ milliseconds: 1000, processes: () => [worker.pid!], waits: new Map(), late });
    });
    const milliseconds = performance.now() - startedAt;
    stop();
    worker.kill('SIGKILL');
    expect(milliseconds).to.be.within(1500, 10_500);
  });
});
