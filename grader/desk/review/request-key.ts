import { sha256 } from '@boletim/grader/system';
import type { RegradeRequest } from '@boletim/teaching/class';

/** Names a request on a page. */
export function requestKey({ question, why }: RegradeRequest): string {
  return sha256(JSON.stringify([question, why])).slice(0, 12);
}
