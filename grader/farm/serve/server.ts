import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '@boletim/grader/errors';
import { loginPage } from './pages';
import { route, type Answer, type RouteOptions } from './routes';
import { STRINGS } from './strings';
import { isFullDisk, Refusal } from './upload';

export interface ServerOptions extends RouteOptions {
  host: string;
  port: number;
  /** A request that has not come whole by then is cut off. */
  requestSeconds: number;
  /** How many hand-ins come in at a time; further ones are asked to come again. */
  uploads: number;
  log(line: string): void;
}

/** Listens until it is closed. */
export async function startServer(options: ServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  let uploading = 0;
  const server = http.createServer(
    {
      requestTimeout: options.requestSeconds * 1000,
      headersTimeout: Math.min(15, options.requestSeconds) * 1000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      const isUpload = request.method === 'POST' && request.url === '/hand-ins';
      if (isUpload) uploading += 1;
      void answer(request, response, { ...options, isFull: isUpload && uploading > options.uploads }).finally(
        () => {
          if (isUpload) uploading -= 1;
        },
      );
    },
  );
  server.keepAliveTimeout = 5000;
  server.maxConnections = 4000;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    setTimeout(() => server.closeAllConnections(), 5000).unref();
    await closed;
  };
  return { url: `http://${options.host}:${port}`, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions & { isFull: boolean },
): Promise<void> {
  request.on('error', () => {});
  try {
    if (options.isFull) throw new Refusal(503, (strings) => strings.busy);
    send(request, response, await route(request, options));
  } catch (error) {
    if (error instanceof Refusal) options.metrics.refused.inc();
    else options.log(`request failed: ${messageOf(error)}`);
    refuse(request, response, { error, options });
  }
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { error, options }: { error: unknown; options: ServerOptions },
): void {
  const strings = STRINGS[options.lang];
  const isFull = isFullDisk(error);
  const status = error instanceof Refusal ? error.status : isFull ? 503 : 500;
  const sentence =
    error instanceof Refusal ? error.sentence(strings) : isFull ? strings.fullDisk : strings.broken;
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  const body = wantsPage ? loginPage(sentence, options) : JSON.stringify({ error: sentence });
  const type = wantsPage ? 'text/html; charset=utf-8' : 'application/json';
  const headers = { ...(status === 503 && { 'retry-after': '2' }), connection: 'close' };
  send(request, response, { status, type, body, headers });
}

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // With no-referrer a browser would say of its own forms that they come from nowhere.
  'referrer-policy': 'same-origin',
  'content-security-policy': "frame-ancestors 'none'",
};

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body, headers }: Answer,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    ...HEADERS,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  // What is still coming in of a request that was refused is not waited for.
  if (!request.complete) response.once('finish', () => setTimeout(() => request.destroy(), 200));
}
