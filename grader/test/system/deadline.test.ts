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
      startDeadline({ milliseconds: 200, processes: () => [process.pid], late });
    });
    expect(performance.now() - startedAt).to.be.at.least(195);
  });

  it('that is stopped passes never', async () => {
    const deadline = startDeadline({
      milliseconds: 20,
      processes: () => [],
      late: () => expect.fail('late'),
    });
    deadline.stop();
    await new Promise((resolve) => setTimeout(resolve, 80));
    // Timers may be a millisecond early.
    expect(deadline.spent()).to.be.at.least(75);
  });

  it('stands still while a process waits for a processor that others use', async function () {
    if (waitsOf([process.pid]).size === 0) this.skip();
    const stop = startBusyNeighbours(2 * availableParallelism());
    const worker = spawn(process.execPath, ['-e', 'for (;;);']);
    const startedAt = performance.now();
    await new Promise<void>((late) => {
      startDeadline({ milliseconds: 1000, processes: () => [worker.pid!], late });
    });
    const milliseconds = performance.now() - startedAt;
    stop();
    worker.kill('SIGKILL');
    expect(milliseconds).to.be.within(1500, 10_500);
  });
});
