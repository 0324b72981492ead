import fs from 'node:fs';
import path from 'node:path';
import yauzl from 'yauzl';
import { buffer } from 'node:stream/consumers';
import type { Lang } from '../../../reporters';
import { writeClass, writeStudent } from '../../../teaching/class/class-output';
import type { ClassRow } from '../../../teaching/class/class-row';
import { CANARY } from '../../../test/reporters/hostile-text';
import { reportOf, rowOf, testOf, type RowFields } from '../../../teaching/test/class/support';

/** Writes a class's output folder as `boletim class` does, without grading anything. */
export async function writeOut(
  out: string,
  rows: readonly ClassRow[],
  { lang = 'en' as Lang, released = true } = {},
): Promise<string> {
  for (const row of rows) await writeStudent(row, { out, lang, released });
  await writeClass(rows, {
    out,
    lang,
    released,
    assignment: { id: 'sums', title: 'Sums', version: '1.0.0' },
  });
  return out;
}

/** A student whose every text holds `own-<id>`, and whose hidden tests hold the canary. */
export function personOf(id: string, fields: Partial<RowFields> & { points?: number } = {}): ClassRow {
  const { points = 3, student, ...rest } = fields;
  const report = reportOf({ add: 4, sort: points }, { warnings: [`own-${id} warning`] });
  const hidden = { hidden: true, maxPoints: 0, status: 'failed' as const };
  const secret = { message: CANARY, expected: CANARY, actual: CANARY, output: CANARY, location: CANARY };
  report.questions[0]!.tests.push(
    testOf({ id: `unseen`, title: CANARY, visibility: 'never', ...hidden, ...secret }),
    testOf({ id: `later`, title: 'Shown later', visibility: 'after-release', ...hidden, ...secret }),
  );
  report.questions[1]!.tests[0]!.output = `own-${id} printed`;
  return rowOf({ report, ...rest, student: { id, name: `own-${id}`, email: `${id}@x.edu`, ...student } });
}

/** The entries of a zip by name, read by another library than the one that wrote it. */
export async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const archive = await yauzl.fromBufferPromise(bytes);
  const entries = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry())
    entries.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)));
  return entries;
}

/** The messages of an mbox, by the rule that each begins after a line with "From ". */
export function messagesOf(mbox: Buffer): Buffer[] {
  return mbox
    .toString('latin1')
    .split(/^From .*\n/m)
    .slice(1)
    .map((text) => Buffer.from(text, 'latin1'));
}

/** Every file below a folder, by its path. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const names = fs.readdirSync(folder, { recursive: true }) as string[];
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile()).sort();
  return new Map(files.map((name) => [name, fs.readFileSync(path.join(folder, name))]));
}
