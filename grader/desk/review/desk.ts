import fs from 'node:fs';
import path from 'node:path';
import type { Saved } from './change';
import { clustersOf, type Cluster } from './clusters';
import { entryOf, isIn, type Entry, type Filter } from './entries';
import type { DeskStrings } from './i18n';
import { loadClass, type LoadOptions } from './load-class';
import type { DeskClass, DeskQuestion, DeskStudent } from './model';
import { resolveChange, type Sent } from './resolve';
import type { ReviewStore, StoredReview } from './review-store';

/** A class with its reviews, always as both lie on disk now. */
export class Desk {
  private loaded: { state: string; desk: Promise<DeskClass> } | undefined;

  constructor(
    private readonly options: LoadOptions & { strings: DeskStrings },
    readonly store: ReviewStore,
  ) {}

  /** The class, read again when `boletim class` has written it again. */
  class(): Promise<DeskClass> {
    const { mtimeMs, ino } = fs.statSync(path.join(this.options.out, 'class.json'));
    const state = `${mtimeMs} ${ino}`;
    if (this.loaded?.state !== state) this.loaded = { state, desk: loadClass(this.options) };
    return this.loaded.desk;
  }

  async question(id: string): Promise<DeskQuestion | undefined> {
    return (await this.class()).questions.find((question) => question.id === id);
  }

  async student(key: string): Promise<DeskStudent | undefined> {
    return (await this.class()).students.find((student) => student.key === key);
  }

  /** Every answer to a question. */
  async entries(question: DeskQuestion): Promise<Entry[]> {
    const { students } = await this.class();
    return Promise.all(students.map((student) => this.entry(student, question)));
  }

  async entry(student: DeskStudent, question: DeskQuestion): Promise<Entry> {
    const { review = null } = await this.store.read(student);
    return entryOf(student, question, review);
  }

  async list(question: DeskQuestion, filter: Filter): Promise<Entry[]> {
    return (await this.entries(question)).filter((entry) => isIn(entry, filter));
  }

  review(student: DeskStudent): Promise<StoredReview> {
    return this.store.read(student);
  }

  async cluster(question: string, id: string): Promise<Cluster | undefined> {
    return clustersOf(question, (await this.class()).students).find((cluster) => cluster.id === id);
  }

  /** Writes a change that a page sent. */
  async save(sent: Sent): Promise<Saved> {
    const { refusals } = this.options.strings;
    const student = await this.student(sent.student);
    const question = await this.question(sent.question);
    if (!student) return { status: 'refused', message: refusals.student };
    if (!question) return { status: 'refused', message: refusals.question };
    const { review, problem } = await this.store.read(student);
    if (!review) return { status: 'refused', message: problem };
    const change = resolveChange(sent, { student, question, review, strings: this.options.strings });
    if ('refused' in change) return { status: 'refused', message: change.refused };
    return this.store.save(student, change);
  }
}
