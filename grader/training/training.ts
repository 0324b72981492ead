import path from 'node:path';
import type { FileNews, RetrainNews, RetrainRequest } from '../assignment/retrain-lab';
import type { RetrainSpec } from '../assignment/spec';
import { messageOf } from '../errors';
import type { RetrainReport } from '../report/report';
import { SandboxEnded } from '../sandbox/host/failures';
import { SandboxSession } from '../sandbox/host/session';
import { WireError } from '../wire/plain';
import type { GradedStage } from '../run/grade';
import type { CheckpointStore } from './checkpoint-store';
import { IncomingFile } from './incoming-file';
import { readNews } from './news';
import type { TrainingProgress } from './progress';
import { TrainingRecord } from './record';
import type { RetrainSettings } from './settings';

/** What a training is made of. */
export interface TrainingParts {
  context: GradedStage;
  spec: RetrainSpec;
  request: Omit<RetrainRequest, 'checkpoint'>;
  store: CheckpointStore;
  settings: RetrainSettings;
  progress: TrainingProgress;
}

/** How it ended. */
export type Ended = Pick<RetrainReport, 'status' | 'message'>;

/** One training, from the start of its sandbox to its end. */
export class Training {
  readonly record: TrainingRecord;
  device: string | null = null;
  private readonly checkpoint: string | null;
  private incoming: { name: FileNews['name']; file: IncomingFile } | null = null;
  /** What of our own has gone wrong. */
  private fault: unknown = null;

  constructor(private readonly parts: TrainingParts) {
    const saved = parts.store.find();
    this.checkpoint = saved?.checkpoint ?? null;
    this.record = new TrainingRecord(saved?.epochs);
    if (saved) parts.progress.say(`Going on after ${epochName(this.record)} of an earlier run.`);
  }

  /** Trains until it is done, or something or somebody ends it. */
  async run(signal: AbortSignal): Promise<Ended> {
    if (signal.aborted) return { status: 'stopped', message: 'Stopped before it began.' };
    const session = this.openSession();
    const stop = (): void => void session.close();
    signal.addEventListener('abort', stop);
    try {
      await this.evaluate(session);
      return { status: 'finished', message: null };
    } catch (error) {
      return this.endedBy(error, signal);
    } finally {
      signal.removeEventListener('abort', stop);
      this.device = session.device;
      this.incoming?.file.abandon();
      await session.close();
    }
  }

  private openSession(): SandboxSession {
    const { context, spec, request } = this.parts;
    const { sandbox: mode, device, given, stage, assignment } = context;
    const files = [request.data, request.weights, this.checkpoint].filter((file) => file !== null);
    const limits = { ...assignment.limits, memoryMegabytes: spec.memoryMegabytes };
    return new SandboxSession({ mode, device, given, stage, inputs: files, limits });
  }

  private async evaluate(session: SandboxSession): Promise<void> {
    const { spec, request } = this.parts;
    await session.evaluate({
      source: '(lab, request) => lab.retrain(request)',
      argument: { ...request, checkpoint: this.checkpoint },
      milliseconds: Math.min(spec.hours * 3_600_000, LONGEST),
      limit: `did not finish within ${spec.hours} hours`,
      onEvent: (value) => this.take(readNews(value)),
    });
  }

  private take(news: RetrainNews): void {
    if (news.type === 'file') return this.takeFileSafely(news);
    if (news.type === 'notice') return this.parts.progress.say(news.text);
    this.record.take(news);
    const { progress } = this.parts;
    if (news.type === 'plan') progress.plan(news);
    else if (news.type === 'batch') progress.batch(news, this.record);
    else if (news.type === 'epoch') progress.epoch(this.record.epochs.at(-1)!, this.parts.request.epochs);
  }

  /** A disk that is full is not the submission's doing. */
  private takeFileSafely(news: FileNews): void {
    try {
      this.takeFile(news);
    } catch (error) {
      if (!(error instanceof WireError)) this.fault = error;
      throw error;
    }
  }

  private takeFile({ name, bytes, last }: FileNews): void {
    this.incoming ??= { name, file: new IncomingFile(this.placeOf(name)) };
    if (this.incoming.name !== name) throw new WireError('two files at once');
    this.incoming.file.take(bytes, last);
    if (!last) return;
    this.incoming = null;
    if (name === 'checkpoint') this.parts.store.commit(this.record.epochs);
    else this.record.weights = true;
  }

  private placeOf(name: FileNews['name']): string {
    const { store, settings } = this.parts;
    if (name === 'weights') return path.join(settings.out, 'weights.safetensors');
    const last = this.record.epochs.at(-1);
    if (!last) throw new WireError('a checkpoint of no epoch');
    return store.fileFor(last.epoch);
  }

  /** Whose doing it is, and what a person can do next. */
  private endedBy(error: unknown, signal: AbortSignal): Ended {
    if (signal.aborted) return { status: 'stopped', message: `Stopped. ${this.advice()}` };
    const fault = this.fault ?? error;
    const outcome = this.fault === null ? this.parts.context.outcomeOf(error) : null;
    // The tests are graded: what goes wrong here does not take that away.
    if (!outcome) return { status: 'failed', message: `Not the submission's doing: ${messageOf(fault)}` };
    if (outcome.status === 'not-implemented')
      return { status: 'skipped', message: sentence(outcome.message) };
    const where = outcome.location ? ` (${outcome.location})` : '';
    const message = `${sentence(outcome.message ?? messageOf(error), where)} ${this.batchName()}`.trim();
    if (error instanceof SandboxEnded) return { status: 'failed', message: `${message} ${this.advice()}` };
    return { status: 'failed', message };
  }

  private batchName(): string {
    const batch = this.record.batches.at(-1);
    return batch ? `The last batch that was finished is ${batch.batch} of epoch ${batch.epoch}.` : '';
  }

  private advice(): string {
    const saved = this.parts.store.find();
    if (!saved) return 'No epoch was finished, so the next run begins at the beginning.';
    return `Run it again to go on after ${epochName(new TrainingRecord(saved.epochs))}.`;
  }
}

/** A timer cannot wait longer. */
const LONGEST = 2 ** 31 - 1;

function epochName({ epochs }: TrainingRecord): string {
  const last = epochs.length - 1;
  return last === 0 ? 'the frozen epoch' : `epoch ${last}`;
}

/** The name of a file or of a function at the beginning keeps its first letter. */
function sentence(text: string | null, where = ''): string {
  const plain = (text ?? '').replace(/\.$/, '');
  const begin = /^([\w-]+[/.(]|[a-z]+[A-Z])/.test(plain) ? plain.charAt(0) : plain.charAt(0).toUpperCase();
  return `${begin}${plain.slice(1)}${where}.`;
}
