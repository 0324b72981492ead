import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readReceipt, receiptText, type Receipt, type Statement } from '@boletim/grader/receipt';
import { GraderFault } from '@boletim/grader/errors';
import { parseReport, type Report } from '@boletim/grader/report';
import { reporters } from '@boletim/grader/reporters';
import { makeFolder, sha256, writeFileAtomically } from '@boletim/grader/system';

import { readHandInRecords, writeHandInRecord, type Ledger } from '@boletim/teaching/class';
import type { Holder } from './tokens';

const handInSchema = z.strictObject({
  number: z.int().positive(),
  time: z.iso.datetime(),
  archive: z.enum(['submission.zip', 'submission.tar.gz']),
  showsHidden: z.boolean().describe('Whether results of hidden tests are shown, which are rationed.'),
  key: z.string().optional().describe('By which who sends it again, having had no answer, is known.'),
});

/** One hand-in as it was taken. */
export type HandIn = z.infer<typeof handInSchema> & { folder: string };

/** What came in, as a file that is there. */
export interface Upload {
  file: string;
  archive: HandIn['archive'];
  key?: string | undefined;
}

export interface Taken {
  handIn: HandIn;
  receipt: Receipt;
  isNew: boolean;
}

export interface HandInRules {
  /** How often a student may hand in; null without a bound. */
  attempts: number | null;
  /** How many hand-ins of a day show results of hidden tests; null for all. */
  hiddenResultsPerDay: number | null;
}

/** The hand-ins of a course on disk: what was taken is there before its receipt goes out. */
export class HandIns {
  private readonly known = new Map<string, HandIn[]>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly root: string,
    private readonly ledger: Ledger,
    private readonly rules: HandInRules,
  ) {
    makeFolder(path.resolve(root, 'incoming'));
  }

  /** An empty file for a body that comes in. */
  incoming(name: string): string {
    return path.join(this.root, 'incoming', name);
  }

  /**
   * Takes a file as a student's next hand-in; what was taken under the same key is that hand-in again. Null when all
   * attempts are used up.
   */
  async take(holder: Holder, { file, archive, key }: Upload): Promise<Taken | null> {
    return this.alone(holder, async () => {
      const before = this.of(holder);
      const known = before.find((handIn) => key !== undefined && handIn.key === key);
      if (known) return { handIn: known, receipt: receiptOf(known), isNew: false };
      if (this.rules.attempts !== null && before.length >= this.rules.attempts) return null;
      const number = (before.at(-1)?.number ?? 0) + 1;
      const time = new Date().toISOString();
      const folder = path.join(this.folderOf(holder), String(number).padStart(4, '0'));
      const showsHidden = this.mayShowHidden(before, time);
      const handIn = { number, time, archive, showsHidden, ...(key !== undefined && { key }) };
      makeFolder(path.resolve(folder));
      await fsp.rename(file, path.join(folder, archive));
      const files = {
        [this.name(path.join(folder, archive))]: sha256(await fsp.readFile(path.join(folder, archive))),
      };
      const receipt = await this.ledger.add({
        student: holder.student,
        statement: null,
        points: null,
        maxPoints: null,
        files,
      });
      await writeFileAtomically(path.join(folder, 'receipt.json'), receiptText(receipt));
      // What makes it count comes last.
      await writeFileAtomically(path.join(folder, 'hand-in.json'), JSON.stringify(handIn));
      const taken = { ...handIn, folder };
      await this.keepLatest(holder, taken);
      this.known.set(holder.slug, [...before, taken]);
      return { handIn: taken, receipt, isNew: true };
    });
  }

  /** A student's hand-ins, the first one first. */
  of(holder: Holder): readonly HandIn[] {
    const known = this.known.get(holder.slug) ?? readHandIns(this.folderOf(holder));
    this.known.set(holder.slug, known);
    return known;
  }

  /** Everything that was taken and has no result yet, as after a stop of the server. */
  pending(holders: readonly Holder[]): { holder: Holder; handIn: HandIn }[] {
    return holders.flatMap((holder) =>
      this.of(holder).flatMap((handIn) =>
        this.result(handIn) || this.problem(handIn) ? [] : [{ holder, handIn }],
      ),
    );
  }

  async putResult(
    holder: Holder,
    handIn: HandIn,
    result: { report: Report; statement: Statement | null },
  ): Promise<void> {
    const file = path.join(handIn.folder, 'report.json');
    const { report, statement } = result;
    const text = reporters.json(report, { lang: 'en', audience: 'instructor' });
    const claims = { student: holder.student, statement, points: report.score, maxPoints: report.maxScore };
    const receipt = await this.ledger.add({ ...claims, files: { [this.name(file)]: sha256(text) } });
    await writeFileAtomically(path.join(handIn.folder, 'result-receipt.json'), receiptText(receipt));
    await writeFileAtomically(file, text);
  }

  async putProblem(handIn: HandIn, message: string): Promise<void> {
    await writeFileAtomically(path.join(handIn.folder, 'problem.txt'), message);
  }

  result(handIn: HandIn): Report | null {
    const file = path.join(handIn.folder, 'report.json');
    return fs.existsSync(file) ? parseReport(fs.readFileSync(file, 'utf8')) : null;
  }

  problem(handIn: HandIn): string | null {
    const file = path.join(handIn.folder, 'problem.txt');
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
  }

  /** One hand-in of a student after the other, whatever comes at the same time. */
  private alone<T>({ slug }: Holder, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(slug) ?? Promise.resolve()).then(work);
    this.turns.set(
      slug,
      turn.catch(() => {}),
    );
    return turn;
  }

  private mayShowHidden(before: readonly HandIn[], time: string): boolean {
    const { hiddenResultsPerDay } = this.rules;
    const day = time.slice(0, 10);
    const shown = before.filter((handIn) => handIn.showsHidden && handIn.time.startsWith(day));
    return hiddenResultsPerDay === null || shown.length < hiddenResultsPerDay;
  }

  /** Puts right what a server that ended in between had not yet put where `boletim class` looks. */
  async restoreLatest(holders: readonly Holder[]): Promise<void> {
    const records = readHandInRecords(this.latest);
    for (const holder of holders) {
      const handIn = this.of(holder).at(-1);
      if (handIn && records.get(holder.slug)?.handedIn !== handIn.time)
        await this.alone(holder, () => this.keepLatest(holder, handIn));
    }
  }

  /** What `boletim class` takes for the submissions of the class, with who handed in and when. */
  private async keepLatest(
    { student, name, slug }: Holder,
    { folder, archive, time }: HandIn,
  ): Promise<void> {
    const extension = archive.replace('submission', '');
    const content = await fsp.readFile(path.join(folder, archive));
    for (const other of ['.zip', '.tar.gz'].filter((one) => one !== extension))
      await fsp.rm(path.join(this.latest, slug + other), { force: true });
    await writeFileAtomically(path.join(this.latest, slug + extension), content);
    await writeHandInRecord(this.latest, slug, {
      student: { id: student, name, email: '', username: '', idNumber: '' },
      file: slug + extension,
      sha256: sha256(content),
      handedIn: time,
      timeFrom: 'server',
      problem: null,
      notes: [],
      repository: null,
    });
  }

  private get latest(): string {
    return path.join(this.root, 'latest');
  }

  private folderOf({ slug }: Holder): string {
    return path.join(this.root, 'hand-ins', slug);
  }

  private name(file: string): string {
    return path.relative(this.root, file).split(path.sep).join('/');
  }
}

function receiptOf({ folder }: HandIn): Receipt {
  const read = readReceipt(fs.readFileSync(path.join(folder, 'receipt.json')));
  if ('receipt' in read) return read.receipt;
  throw new GraderFault(`${folder}: ${read.problem}`);
}

function readHandIns(folder: string): HandIn[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort()
    .flatMap((name) => readHandIn(path.join(folder, name)));
}

function readHandIn(folder: string): HandIn[] {
  try {
    const text = fs.readFileSync(path.join(folder, 'hand-in.json'), 'utf8');
    return [{ ...handInSchema.parse(JSON.parse(text)), folder }];
  } catch {
    // The server ended before it was taken, and no receipt went out.
    return [];
  }
}
