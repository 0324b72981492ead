import { AuthorError, messageOf } from '../../errors';
import { FrameReader, writeFrame } from '../../wire/frames';
import { fromSandbox, toFrame } from '../../wire/messages';
import type { Plain } from '../../wire/plain';
import { sha256 } from '../../system/digest';

const MAX_BYTES = 64 * 1024 * 1024;

/** What a question's reference was asked, as a key: equal callbacks and arguments have equal keys. */
export function questionKey(questionId: string, call: { source: string; argument: unknown }): string {
  const { source, argument } = call;
  try {
    const bytes = writeFrame(toFrame({ type: 'evaluate', id: questionId, source, argument }));
    return sha256(bytes);
  } catch (error) {
    throw new AuthorError(`The argument of reference() cannot travel: ${messageOf(error)}.`);
  }
}

/**
 * Answers of the reference solution, by what was asked. They are kept as bytes, so that each test gets a copy of its own;
 * the oldest make room, so that a class with a seed for each student needs no more memory than another.
 */
export class Answers {
  private readonly bytes = new Map<string, Buffer>();
  private size = 0;

  constructor(private readonly maxBytes = MAX_BYTES) {}

  /** An answer in a list, which is empty when there is none: undefined is an answer, too. */
  get(key: string): [answer: Plain] | [] {
    const bytes = this.bytes.get(key);
    return bytes ? [read(bytes)] : [];
  }

  /** Remembers an answer, and gives what a suite may have of it. */
  add(key: string, value: Plain): Plain {
    const bytes = writeFrame(toFrame({ type: 'result', id: '', value }));
    this.bytes.set(key, bytes);
    this.size += bytes.byteLength;
    for (const [oldest, { byteLength }] of this.bytes) {
      if (this.size <= this.maxBytes) break;
      this.bytes.delete(oldest);
      this.size -= byteLength;
    }
    return value;
  }
}

function read(bytes: Buffer): Plain {
  const [frame] = new FrameReader().push(Buffer.from(bytes));
  const message = fromSandbox(frame!);
  return message.type === 'result' ? message.value : undefined;
}
