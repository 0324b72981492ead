import { LIMITS, WireError } from './plain';

/** One message: JSON, and the raw bytes that its tagged values point into. */
export interface Frame {
  json: unknown;
  blobs: Uint8Array[];
}

const HEADER_BYTES = 8;

// Copies from before student code loads, for the side that shares its process with it.
const { parse, stringify } = JSON;
const bufferFrom = Buffer.from.bind(Buffer);
const { alloc, concat } = Buffer;

/**
 * A frame is `u32 total bytes after this header | u32 JSON bytes | JSON | blobs`, little-endian. The JSON is
 * `[message, lengths of the blobs]`.
 */
export function writeFrame(frame: Frame): Buffer {
  const json = bufferFrom(stringify([frame.json, frame.blobs.map((blob) => blob.byteLength)]), 'utf8');
  const total = json.byteLength + frame.blobs.reduce((sum, blob) => sum + blob.byteLength, 0);
  if (json.byteLength > LIMITS.jsonBytes || total > LIMITS.frameBytes || frame.blobs.length > LIMITS.blobs) {
    throw new WireError(`a message of ${Math.round(total / 1e6)} MB is too large to send`);
  }
  const header = alloc(HEADER_BYTES);
  header.writeUInt32LE(total, 0);
  header.writeUInt32LE(json.byteLength, 4);
  return concat([header, json, ...frame.blobs]);
}

/** Collects bytes into frames. Throws a WireError as soon as a header promises more than the limits allow. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;

  /** Takes bytes as they come, and gives the frames that they complete. */
  push(chunk: Buffer): Frame[] {
    this.chunks.push(chunk);
    this.size += chunk.byteLength;
    const frames: Frame[] = [];
    for (let frame = this.take(); frame; frame = this.take()) frames.push(frame);
    return frames;
  }

  /** True between frames: an end of the stream here has cut nothing. */
  get idle(): boolean {
    return this.size === 0;
  }

  private take(): Frame | undefined {
    if (this.size < HEADER_BYTES) return undefined;
    const header = this.peek(HEADER_BYTES);
    const total = header.readUInt32LE(0);
    const jsonBytes = header.readUInt32LE(4);
    if (total > LIMITS.frameBytes || jsonBytes > LIMITS.jsonBytes || jsonBytes > total) {
      throw new WireError('a frame larger than the wire allows');
    }
    if (this.size < HEADER_BYTES + total) return undefined;
    const bytes = this.peek(HEADER_BYTES + total);
    this.chunks = bytes.byteLength > HEADER_BYTES + total ? [bytes.subarray(HEADER_BYTES + total)] : [];
    this.size -= HEADER_BYTES + total;
    return parseFrame(bytes.subarray(HEADER_BYTES, HEADER_BYTES + total), jsonBytes);
  }

  /** The bytes so far as one buffer, joined only when the first chunk does not hold enough of them. */
  private peek(bytes: number): Buffer {
    if (this.chunks[0]!.byteLength < bytes) this.chunks = [concat(this.chunks)];
    return this.chunks[0]!;
  }
}

function parseFrame(body: Buffer, jsonBytes: number): Frame {
  let json: unknown;
  try {
    json = parse(new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(0, jsonBytes)));
  } catch {
    throw new WireError('a frame that is not JSON');
  }
  if (!Array.isArray(json) || json.length !== 2 || !Array.isArray(json[1]))
    throw new WireError('a frame of another form');
  return { json: json[0], blobs: cutBlobs(body.subarray(jsonBytes), json[1]) };
}

function cutBlobs(bytes: Buffer, lengths: unknown[]): Uint8Array[] {
  if (lengths.length > LIMITS.blobs) throw new WireError('a frame with too many blobs');
  let offset = 0;
  const blobs = lengths.map((length) => {
    if (!Number.isSafeInteger(length) || (length as number) < 0) throw new WireError('a blob of no length');
    const blob = bytes.subarray(offset, (offset += length as number));
    if (blob.byteLength !== length) throw new WireError('a blob longer than its frame');
    return blob;
  });
  if (offset !== bytes.byteLength) throw new WireError('bytes that no value points to');
  return blobs;
}
