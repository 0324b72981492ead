import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomicallySync } from '@boletim/grader/system';

const sessionSchema = z.object({ token: z.string().regex(/^[\w-]{20,}$/) });

/** The secret of a class folder's page, made at the first start; only its owner may read it. */
export function readToken(out: string): string {
  const file = path.join(out, '.desk.json');
  try {
    return sessionSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).token;
  } catch {
    const token = randomBytes(24).toString('base64url');
    writeFileAtomicallySync(file, `${JSON.stringify({ token })}\n`, { mode: 0o600 });
    return token;
  }
}

/**
 * A reviewer's port for a folder: what a browser keeps belongs to one, and a page that is open finds a server that was
 * started again. Below those that systems hand out.
 */
export function portOf(out: string, reviewer: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([fs.realpathSync(out), reviewer]))
    .digest();
  return 20_000 + (digest.readUInt16BE() % 10_000);
}
