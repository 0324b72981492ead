import type { BatchNews, PlanNews, RetrainNews, TestNews } from '../assignment/retrain-lab';
import type { EpochReport, RetrainReport } from '../report/report';
import { WireError } from '../wire/plain';
import { judge, type JudgedTest } from './judge';

/** What has become known of a training so far. */
export class TrainingRecord {
  plan: PlanNews | null = null;
  readonly epochs: EpochReport[];
  /** Of the epoch that is not finished. */
  batches: BatchNews[] = [];
  test: JudgedTest | null = null;
  /** Whether the trained weights have come, whole. */
  weights = false;
  readonly speed = new Speed();

  /** @param epochs those of an earlier run that this one goes on from */
  constructor(epochs: readonly EpochReport[] = []) {
    this.epochs = [...epochs];
  }

  /** Takes news in the order in which they come. News that cannot be true are a WireError. */
  take(news: Exclude<RetrainNews, { type: 'file' | 'notice' }>): void {
    if (news.type === 'plan') this.plan = news;
    else if (!this.plan) throw new WireError('news of a training before its plan');
    else if (news.type === 'batch') this.takeBatch(news);
    else if (news.type === 'test') this.takeTest(news, this.plan);
    else {
      const { type: _, ...epoch } = news;
      if (epoch.epoch !== this.epochs.length) throw new WireError('news of an epoch out of its turn');
      this.epochs.push(epoch);
      this.batches = [];
      this.speed.pause();
    }
  }

  /** The part of the report that comes from here. */
  results(): Pick<RetrainReport, 'classes' | 'epochs' | 'test' | 'imagesPerSecond'> {
    const { test } = this;
    return {
      classes: this.plan?.classes ?? [],
      epochs: this.epochs,
      test: test && { accuracy: test.accuracy, loss: test.loss, confusion: test.confusion },
      imagesPerSecond: this.speed.overall,
    };
  }

  private takeBatch(news: BatchNews): void {
    if (this.batches.length >= MOST_BATCHES) throw new WireError('an epoch without an end');
    this.batches.push(news);
    this.speed.take(news.images);
  }

  private takeTest(news: TestNews, { classes }: PlanNews): void {
    this.test = judge(news, classes.length);
    if (!this.test) throw new WireError('test results that do not fit the classes');
  }
}

const MOST_BATCHES = 1_000_000;

/** Images a second between one batch and the next; what happens between epochs does not count. */
export class Speed {
  private images = 0;
  private seconds = 0;
  private last: number | null = null;
  /** Over the last few batches; null before there are two. */
  recent: number | null = null;

  take(images: number, now = performance.now()): void {
    if (this.last !== null) {
      const seconds = Math.max((now - this.last) / 1000, 1e-6);
      this.images += images;
      this.seconds += seconds;
      const speed = images / seconds;
      this.recent = this.recent === null ? speed : 1 / (0.8 / this.recent + 0.2 / speed);
    }
    this.last = now;
  }

  /** The next batch is the first of another epoch. */
  pause(): void {
    this.last = null;
    this.recent = null;
  }

  get overall(): number | null {
    return this.seconds > 0 ? this.images / this.seconds : null;
  }
}
