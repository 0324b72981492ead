import fs from 'node:fs';
import { z } from 'zod';

const word = z.union([z.string(), z.number()]).nullish();
const metadata = z.object({
  created_at: z.string().nullish(),
  users: z.array(z.object({ email: word, name: word, sid: word })).default([]),
});

/**
 * Gradescope's submission_metadata.json. Without it nobody knows whose a submission is and when it came, which is no
 * reason to grade nothing.
 */
export function readMetadata(file: string): z.infer<typeof metadata> {
  try {
    return metadata.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return { users: [] };
  }
}

/** Whose a submission is, by the institution's numbers where it has them; null when nothing says it. */
export function studentsOf({ users }: z.infer<typeof metadata>): string | null {
  const names = users.flatMap(({ sid, email, name }) => [sid ?? email ?? name ?? []].flat());
  return names.length === 0 ? null : names.map(String).sort().join(', ');
}
