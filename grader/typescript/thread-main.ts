/** What a TypeScriptThread runs: one task after the other. */
import { parentPort } from 'node:worker_threads';
import type { Task } from './thread';

parentPort!.on('message', ({ module, name, request }: Task) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const run = (require(module) as Record<string, (request: unknown) => unknown>)[name]!;
  parentPort!.postMessage({ result: run(request) });
});
