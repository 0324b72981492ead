import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomicallySync } from '@boletim/grader/system';

const sessionSchema = z.object({ token: z.string().regex(/^[\w-]{20,}$/), port: z.number().int() });

/** What a page's address consists of. A page that is open finds a server that was started again. */
export type Session = z.infer<typeof sessionSchema>;

/** The session of a class folder, made at the first start; only its owner may read it. */
export function readSession(out: string): Session {
  const file = path.join(out, '.desk.json');
  try {
    return sessionSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    const session = { token: randomBytes(24).toString('base64url'), port: portOf(out) };
    writeFileAtomicallySync(file, `${JSON.stringify(session)}\n`, { mode: 0o600 });
    return session;
  }
}

/** The same folder gets the same port, as what a browser keeps belongs to one; below those that systems hand out. */
function portOf(out: string): number {
  const digest = createHash('sha256').update(fs.realpathSync(out)).digest();
  return 20_000 + (digest.readUInt16BE() % 10_000);
}
