import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import type { RetrainNews, RetrainRequest } from '../../assignment/retrain-lab';
import type { RetrainSpec } from '../../assignment/spec';
import { messageOf } from '../../errors';
import type { RetrainReport, SandboxMode } from '../../report/report';
import { SandboxEnded } from '../../sandbox/host/failures';
import type { GivenCode } from '../../sandbox/host/given';
import { SandboxSession } from '../../sandbox/host/session';
import type { Stage } from '../../sandbox/host/stage';
import { WireError } from '../../sandbox/wire/plain';
import type { Outcome } from '../outcome';
import { writeArtifacts } from './artifacts';
import { CheckpointStore } from './checkpoint-store';
import { IncomingFile } from './incoming-file';
import { readNews } from './news';
import { TrainingProgress } from './progress';
import { TrainingRecord } from './record';
import type { RetrainSettings } from './settings';
import { chooseSource, requireTrainable, type TrainingSource } from './source';

/** What grading hands over to the training: the submission as it was graded. */
export interface TrainingContext {
  assignment: Assignment;
  given: GivenCode;
  stage: Stage;
  sandbox: SandboxMode;
  device: string;
  submissionDigest: string;
  /** What a failure means for the student; null when it is not the student's. */
  outcomeOf(error: unknown): Outcome | null;
}

export interface TrainingOptions {
  settings: RetrainSettings;
  /** Stops the training; what there is by then is kept. */
  signal: AbortSignal;
  progress?: TrainingProgress;
}

/**
 * Trains with the submission's functions, in a sandbox of its own, and writes what comes of it. A training that was
 * stopped or that crashed goes on from its last finished epoch the next time.
 */
export async function retrainSubmission(
  context: TrainingContext,
  { settings, signal, progress = new TrainingProgress() }: TrainingOptions,
): Promise<RetrainReport> {
  requireTrainable(context.assignment, settings);
  const spec = context.assignment.spec.retrain!;
  const start = performance.now();
  const source = await chooseSource(context.assignment, settings);
  if (source.note) progress.say(source.note);
  const request = requestOf(source, settings);
  const store = new CheckpointStore(settings.out, keyOf(context, request));
  const training = new Training({ context, spec, source, request, store, settings, progress });
  const ended = await training.run(signal);
  progress.end();
  const written = await writeResults(training.record, { out: settings.out, data: source.data });
  if (ended.status === 'finished') store.clear();
  return {
    ...ended,
    message: [ended.message, written.problem].filter((text) => text !== null).join(' ') || null,
    device: training.device ?? context.device,
    dataset: source.dataset,
    weights: source.weightsTitle,
    ...training.record.results(),
    durationMs: performance.now() - start,
    artifacts: written.artifacts,
  };
}

/** What cannot be written is no reason to lose the rest. */
async function writeResults(
  record: TrainingRecord,
  folders: { out: string; data: string },
): Promise<{ artifacts: string[]; problem: string | null }> {
  try {
    return { artifacts: await writeArtifacts(record, folders), problem: null };
  } catch (error) {
    return { artifacts: [], problem: `The results could not be written: ${messageOf(error)}.` };
  }
}

function requestOf(source: TrainingSource, settings: RetrainSettings): Omit<RetrainRequest, 'checkpoint'> {
  return {
    data: source.data,
    weights: source.weights,
    epochs: settings.epochs ?? source.defaults.epochs,
    batchSize: settings.batchSize ?? source.defaults.batchSize,
    imageSize: settings.imageSize ?? source.defaults.imageSize,
    augment: source.defaults.augment,
    seed: settings.seed ?? 0,
  };
}

/** Everything that decides how a training goes. */
function keyOf({ submissionDigest, given, device }: TrainingContext, request: object): string {
  const parts = [submissionDigest, given.digest, device, request];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

interface TrainingParts {
  context: TrainingContext;
  spec: RetrainSpec;
  source: TrainingSource;
  request: Omit<RetrainRequest, 'checkpoint'>;
  store: CheckpointStore;
  settings: RetrainSettings;
  progress: TrainingProgress;
}

type Ended = Pick<RetrainReport, 'status' | 'message'>;

/** A timer cannot wait longer. */
const LONGEST = 2 ** 31 - 1;

/** One training, from the start of its sandbox to its end. */
class Training {
  readonly record: TrainingRecord;
  device: string | null = null;
  private readonly checkpoint: string | null;
  private incoming: IncomingFile | null = null;
  /** What of our own has gone wrong. */
  private fault: unknown = null;

  constructor(private readonly parts: TrainingParts) {
    const saved = parts.store.find();
    this.checkpoint = saved?.checkpoint ?? null;
    this.record = new TrainingRecord(saved?.epochs);
    if (saved) parts.progress.say(`Going on after ${epochName(this.record)} of an earlier run.`);
  }

  async run(signal: AbortSignal): Promise<Ended> {
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
      this.incoming?.abandon();
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
    this.record.take(news);
    const { progress } = this.parts;
    if (news.type === 'plan') progress.plan(news);
    else if (news.type === 'batch') progress.batch(news, this.record);
    else if (news.type === 'epoch') progress.epoch(this.record.epochs.at(-1)!, this.parts.request.epochs);
  }

  /** A disk that is full is not the submission's doing. */
  private takeFileSafely(news: Extract<RetrainNews, { type: 'file' }>): void {
    try {
      this.takeFile(news);
    } catch (error) {
      if (!(error instanceof WireError)) this.fault = error;
      throw error;
    }
  }

  private takeFile({ name, bytes, last }: Extract<RetrainNews, { type: 'file' }>): void {
    const { store, settings } = this.parts;
    this.incoming ??= new IncomingFile(
      name === 'checkpoint'
        ? store.fileFor(this.record.epochs.length - 1)
        : path.join(settings.out, 'weights.safetensors'),
    );
    this.incoming.take(bytes, last);
    if (!last) return;
    this.incoming = null;
    if (name === 'checkpoint') store.commit(this.record.epochs);
    else this.record.weights = true;
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

function epochName({ epochs }: TrainingRecord): string {
  const last = epochs.length - 1;
  return last === 0 ? 'the frozen epoch' : `epoch ${last}`;
}

/** A file's name at the beginning keeps its first letter. */
function sentence(text: string | null, where = ''): string {
  const plain = (text ?? '').replace(/\.$/, '');
  const begin = /^[\w-]+[/.]/.test(plain) ? plain.charAt(0) : plain.charAt(0).toUpperCase();
  return `${begin}${plain.slice(1)}${where}.`;
}
