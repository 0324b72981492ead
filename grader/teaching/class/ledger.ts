import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import {
  canonicalJson,
  readChain,
  receiptDigest,
  receiptText,
  signReceipt,
  type Receipt,
  type ReceiptClaims,
  type SigningKey,
  type Statement,
} from '@boletim/grader/receipt';
import { CLASS_FILES } from './class-output';
import type { ClassRow } from './class-row';
import { filesOfStudent, LEDGER, receiptOfStudent } from './ledger-files';
import { sha256, writeFileAtomically } from '@boletim/grader/system';

type Claims = Omit<ReceiptClaims, 'previous'>;

/** The receipts of one output folder, in the order in which they were signed. Only ever grows. */
export class Ledger {
  private readonly latest = new Map<string | null, Receipt>();
  private previous: string | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  /** Of whole receipts in the file. */
  private bytes = 0;
  /** How much of a receipt that did not get there whole may stand behind them. */
  private torn = 0;

  private constructor(
    private readonly out: string,
    private readonly key: SigningKey,
  ) {}

  /**
   * Opens the receipts of a folder. One that a stopped run wrote in part is taken off; anything else that is wrong
   * with them is a UsageError, since going on would sign for it.
   */
  static open(out: string, key: SigningKey): Ledger {
    const ledger = new Ledger(out, key);
    const whole = withoutUnfinished(path.join(out, LEDGER));
    const { receipts, problems } = readChain(whole);
    if (problems.length > 0)
      throw new UsageError(
        `${path.join(out, LEDGER)}: ${problems[0]}. Look into it with "boletim verify ${out}", then give --out another folder.`,
      );
    for (const receipt of receipts) ledger.remember(receipt);
    ledger.bytes = whole.length;
    return ledger;
  }

  /** Signs for a student's files as they were just written. What is signed already is left alone. */
  async addStudent(row: ClassRow, statement: Statement | null): Promise<void> {
    if (!row.report) return fsp.rm(path.join(this.out, receiptOfStudent(row.slug)), { force: true });
    const { score, maxScore } = row.grade;
    const files = await this.digestsOf(filesOfStudent(row.slug));
    const claims = { student: row.student.id, statement, points: score, maxPoints: maxScore, files };
    const receipt = await this.add(claims);
    await writeFileAtomically(path.join(this.out, receiptOfStudent(row.slug)), receiptText(receipt));
  }

  /** Signs for the files of the whole class. */
  async addClass(): Promise<void> {
    const files = await this.digestsOf(
      CLASS_FILES.filter((name) => fs.existsSync(path.join(this.out, name))),
    );
    await this.add({ student: null, statement: null, points: null, maxPoints: null, files });
  }

  /** Signs for files anywhere below the folder, unless the latest receipt of the student says the same. */
  add(claims: Claims): Promise<Receipt> {
    const added = this.queue.then(async () => {
      const known = this.latest.get(claims.student);
      if (known && known.key === this.key.publicKey && isSame(known, claims)) return known;
      const receipt = signReceipt({ ...claims, previous: this.previous }, this.key);
      await this.append(`${receiptText(receipt)}\n`);
      return this.remember(receipt);
    });
    this.queue = added.catch(() => {});
    return added;
  }

  /** A disk that is full takes a part of a line; whatever followed it would be lost with it. */
  private async append(line: string): Promise<void> {
    const file = path.join(this.out, LEDGER);
    const behind = sizeOf(file) - this.bytes;
    if (behind < 0 || behind > this.torn)
      throw new UsageError(
        `${file} was written by another run at the same time; let one of them end, then start again.`,
      );
    if (behind > 0) await fsp.truncate(file, this.bytes);
    this.torn = Buffer.byteLength(line);
    await fsp.appendFile(file, line, { flush: true });
    this.bytes += this.torn;
    this.torn = 0;
  }

  private remember(receipt: Receipt): Receipt {
    this.latest.set(receipt.student, receipt);
    this.previous = receiptDigest(receipt);
    return receipt;
  }

  private async digestsOf(names: readonly string[]): Promise<Record<string, string>> {
    const digests = names.map(async (name) => [name, sha256(await fsp.readFile(path.join(this.out, name)))]);
    return Object.fromEntries(await Promise.all(digests)) as Record<string, string>;
  }
}

/** Throws a UsageError where results that were signed would be mixed with some that are not. */
export function refuseUnsigned(out: string): void {
  if (fs.existsSync(path.join(out, LEDGER)))
    throw new UsageError(
      `The results in ${out} are signed; go on with --sign KEY, or give --out another folder.`,
    );
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function withoutUnfinished(file: string): Buffer {
  if (!fs.existsSync(file)) return Buffer.alloc(0);
  const bytes = fs.readFileSync(file);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  if (whole.length < bytes.length) fs.truncateSync(file, whole.length);
  return whole;
}

function isSame({ student, statement, points, maxPoints, files }: Receipt, claims: Claims): boolean {
  return canonicalJson({ student, statement, points, maxPoints, files }) === canonicalJson(claims);
}
