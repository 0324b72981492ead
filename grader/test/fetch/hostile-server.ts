import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers the n-th request, counted from 0. */
export type Answer = (request: IncomingMessage, response: ServerResponse, n: number) => void;

/** A server on 127.0.0.1 for one test, and what it was asked. */
export class HostileServer {
  readonly requests: IncomingMessage[] = [];
  #server: Server | undefined;

  /** Starts it and returns its address. */
  async start(answer: Answer): Promise<string> {
    const server = createServer((request, response) => {
      this.requests.push(request);
      answer(request, response, this.requests.length - 1);
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.requests.length = 0;
    const server = this.#server;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Serves bytes as a good server does: with an ETag, and from where it is asked to. */
export function serve(response: ServerResponse, body: Buffer, { request, etag = '"1"' }: ServeOptions): void {
  const start = request ? rangeStart(request, etag) : 0;
  response.setHeader('etag', etag);
  response.setHeader('content-length', body.length - start);
  if (start) response.setHeader('content-range', `bytes ${start}-${body.length - 1}/${body.length}`);
  response.writeHead(start ? 206 : 200).end(body.subarray(start));
}

interface ServeOptions {
  /** Without it, ranges are ignored. */
  request?: IncomingMessage;
  etag?: string;
}

function rangeStart({ headers }: IncomingMessage, etag: string): number {
  if (headers['if-range'] !== etag) return 0;
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
}

/** Promises the whole body, sends a part of it and then breaks the connection, or falls silent. */
export function sendPart(
  response: ServerResponse,
  body: Buffer,
  part: { bytes: number; then: 'cut' | 'stall'; etag?: string },
): void {
  if (part.etag) response.setHeader('etag', part.etag);
  response.setHeader('content-length', body.length);
  response.write(body.subarray(0, part.bytes), () => {
    // Closed in order, so that what was sent arrives however busy the machine is.
    if (part.then === 'cut') response.socket?.end();
  });
}
