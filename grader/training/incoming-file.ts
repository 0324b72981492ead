import fs from 'node:fs';
import path from 'node:path';
import { WireError } from '../wire/plain';

/** More than any network of a course weighs. */
const MOST_BYTES = 1024 ** 3;

/** A file that comes in pieces. Until the last piece is written it has another name, so a file is whole or not there. */
export class IncomingFile {
  private readonly temporary: string;
  private descriptor: number | null = null;
  private bytes = 0;

  constructor(private readonly file: string) {
    this.temporary = `${file}.incoming`;
  }

  /** Appends a piece; with the last one the file appears. */
  take(piece: Uint8Array, last: boolean): void {
    this.bytes += piece.byteLength;
    if (this.bytes > MOST_BYTES) throw new WireError('a file larger than any network');
    this.descriptor ??= this.open();
    fs.writeFileSync(this.descriptor, piece);
    if (!last) return;
    fs.closeSync(this.descriptor);
    this.descriptor = null;
    fs.renameSync(this.temporary, this.file);
  }

  /** Drops what has come of a file that is not whole. */
  abandon(): void {
    if (this.descriptor === null) return;
    fs.closeSync(this.descriptor);
    this.descriptor = null;
    fs.rmSync(this.temporary, { force: true });
  }

  private open(): number {
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    return fs.openSync(this.temporary, 'w');
  }
}
