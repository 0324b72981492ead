import { createHash } from 'node:crypto';

import type { StateDict } from '../../nn';

/** A state dict as the fixtures hold a large one: shape and digest of each tensor, and counts as they are. */
export function digests(stateDict: StateDict): Record<string, unknown> {
  return Object.fromEntries(
    [...stateDict].map(([name, { shape, data }]) => {
      if (data instanceof BigInt64Array) return [name, Number(data[0])];
      return [name, { shape, sha256: createHash('sha256').update(data).digest('hex') }];
    }),
  );
}
