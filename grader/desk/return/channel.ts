import type { RecordedRow, ClassRecord } from '@boletim/teaching/class';
import type { Letter } from './letter';

/** A way to hand results back: a platform's upload, or mail. */
export interface Channel {
  /** Where a student's letter goes: a number, a file name, a mail address; null when the class does not say. */
  addressOf(row: RecordedRow): string | null;
  /** Why there is no address, as it is said to the teacher. */
  noAddress: string;
  /** The files to write, by name. */
  filesOf(deliveries: readonly Delivery[], context: ChannelContext): Promise<Map<string, Buffer>>;
  /** Whether the files replace what was uploaded before, so that they must hold everybody's letter. */
  holdsEverybody?: boolean;
  /** What to do with the files. */
  advice: string;
}

/** One letter with where it goes. */
export interface Delivery {
  letter: Letter;
  address: string;
}

export interface ChannelContext {
  record: ClassRecord;
  /** Who the messages are from; asked for by mail alone. */
  from: string | undefined;
  now: Date;
}
