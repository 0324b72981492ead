import fs from 'node:fs';

/** What tells that the server still has the same file, so that its rest may be asked for. */
export interface Validator {
  url: string;
  etag: string | null;
  lastModified: string | null;
}

/** The part of a file that has arrived, kept on the disk until it is whole. */
export class PartialFile {
  readonly path: string;
  readonly #note: string;

  constructor(readonly target: string) {
    this.path = `${target}.partial`;
    this.#note = `${target}.partial.json`;
  }

  /** How much of `url` is here; 0 when it is something else, or could have changed unnoticed. */
  resumable(url: string): { size: number; condition: string } | undefined {
    const note = this.#readNote();
    const condition = note?.etag?.startsWith('W/') ? note.lastModified : (note?.etag ?? note?.lastModified);
    if (note?.url !== url || !condition || !fs.existsSync(this.path)) return undefined;
    const { size } = fs.statSync(this.path);
    return size > 0 ? { size, condition } : undefined;
  }

  /** Opens the file for what comes next, at its end or from the start. */
  open(append: boolean, validator: Validator): { write(bytes: Uint8Array): void; close(): void } {
    fs.writeFileSync(this.#note, JSON.stringify(validator));
    const handle = fs.openSync(this.path, append ? 'a' : 'w');
    const write = (bytes: Uint8Array): void => {
      for (let done = 0; done < bytes.length;) done += fs.writeSync(handle, bytes, done);
    };
    const close = (): void => {
      fs.fsyncSync(handle);
      fs.closeSync(handle);
    };
    return { write, close };
  }

  /** Gives the whole file its name. */
  finish(): void {
    fs.renameSync(this.path, this.target);
    fs.rmSync(this.#note, { force: true });
  }

  discard(): void {
    fs.rmSync(this.path, { force: true });
    fs.rmSync(this.#note, { force: true });
  }

  #readNote(): Validator | undefined {
    try {
      return JSON.parse(fs.readFileSync(this.#note, 'utf8')) as Validator;
    } catch {
      return undefined;
    }
  }
}
