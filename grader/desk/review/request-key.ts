import { createHash } from 'node:crypto';
import type { RegradeRequest } from '@boletim/teaching/class';

/** Names a request on a page. */
export function requestKey({ question, why }: RegradeRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([question, why]))
    .digest('hex')
    .slice(0, 12);
}
