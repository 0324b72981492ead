/** Keeps the beginning of what the sandbox prints, up to a bound, and counts the rest. */
export class OutputBuffer {
  private text = '';
  private dropped = 0;
  private readonly decoder = new TextDecoder('utf-8');
  /** Everything ever printed, in bytes. */
  total = 0;

  constructor(private readonly maxCharacters: number) {}

  push(chunk: Uint8Array): void {
    this.total += chunk.byteLength;
    const room = this.maxCharacters - this.text.length;
    if (room > 0) {
      const decoded = this.decoder.decode(chunk, { stream: true });
      this.text += decoded.slice(0, room);
      this.dropped += Math.max(decoded.length - room, 0);
    } else {
      this.dropped += chunk.byteLength;
    }
  }

  /** What was printed since the last time, with a line about what was left out. */
  take(): string {
    const text =
      this.dropped > 0
        ? `${this.text}\n[${this.dropped} more characters were printed and are not shown]`
        : this.text;
    this.text = '';
    this.dropped = 0;
    return text;
  }

  /** The text so far, left where it is. */
  peek(): string {
    return this.text;
  }
}
