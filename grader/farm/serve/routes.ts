import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';
import { receiptText } from '@boletim/grader/receipt';
import { reporters, type Lang } from '@boletim/grader/reporters';
import { cookieWith, holderOf, refuseOtherSites } from './access';
import type { Desk } from './desk';
import type { HandIn, HandIns } from './hand-ins';
import type { Metrics } from './metrics';
import { classPage, loginPage, studentPage, type ShownHandIn } from './pages';
import { studentView } from './student-view';
import type { Holder, Tokens } from './tokens';
import { receiveArchive, Refusal } from './upload';

export interface RouteOptions {
  title: string;
  lang: Lang;
  tokens: Tokens;
  handIns: HandIns;
  desk: Desk;
  metrics: Metrics;
  attempts: number | null;
  mostBytes: number;
  /** Null where the queue does not answer. */
  counts(): Promise<Record<string, number> | null>;
}

/** What is sent back. */
export interface Answer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json';

/** Answers a request. Throws a Refusal for what it will not answer. */
export async function route(request: IncomingMessage, options: RouteOptions): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST') {
    refuseOtherSites(request);
    return post(request, pathname, options);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new Refusal(405, (strings) => strings.nothing);
  const holder = holderOf(request, options.tokens);
  if (pathname === '/' && !holder) return htmlPage(loginPage(null, options));
  if (!holder) throw new Refusal(401, (strings) => strings.wrongToken);
  return holder.role === 'teacher' ? forTeacher(pathname, options) : forHolder(holder, pathname, options);
}

async function post(request: IncomingMessage, pathname: string, options: RouteOptions): Promise<Answer> {
  if (pathname === '/login') return login(request, options);
  if (pathname === '/logout')
    return redirect({ 'set-cookie': cookieWith('', { secure: isSecure(request) }) });
  const holder = holderOf(request, options.tokens);
  if (!holder) throw new Refusal(401, (strings) => strings.wrongToken);
  if (pathname !== '/hand-ins' || holder.role !== 'student')
    throw new Refusal(404, (strings) => strings.nothing);
  const file = options.handIns.incoming(randomUUID());
  try {
    const archive = await receiveArchive(request, file, options.mostBytes);
    const receipt = await options.desk.take(holder, { file, archive, key: keyOf(request) });
    const isForm = (request.headers['content-type'] ?? '').startsWith('multipart/');
    return isForm ? redirect({}) : { status: 201, type: JSON_TYPE, body: receiptText(receipt) };
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function keyOf({ headers }: IncomingMessage): string | undefined {
  return /^[\w-]{1,64}$/.exec(String(headers['idempotency-key'] ?? ''))?.[0];
}

const MOST_LOGIN_BYTES = 1000;

async function login(request: IncomingMessage, options: RouteOptions): Promise<Answer> {
  if (Number(request.headers['content-length'] ?? Infinity) > MOST_LOGIN_BYTES)
    throw new Refusal(413, (strings) => strings.wrongToken);
  const token = new URLSearchParams(await text(request)).get('token')?.trim() ?? '';
  if (!/^[\w-]{1,100}$/.test(token) || !options.tokens.find(token))
    throw new Refusal(401, (strings) => strings.wrongToken);
  return redirect({ 'set-cookie': cookieWith(token, { secure: isSecure(request) }) });
}

async function forTeacher(pathname: string, options: RouteOptions): Promise<Answer> {
  if (pathname === '/metrics') {
    const body = await options.metrics.text(await options.counts());
    return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body };
  }
  if (pathname !== '/') throw new Refusal(404, (strings) => strings.nothing);
  const rows = options.tokens.students.map((holder) => {
    const handIns = options.handIns.of(holder);
    const latest = handIns.at(-1);
    const shown = latest
      ? { ...show(latest, options.handIns), report: options.handIns.result(latest) }
      : null;
    return { student: holder.student, name: holder.name, handIns: handIns.length, latest: shown };
  });
  return htmlPage(classPage(rows, options));
}

function forHolder(holder: Holder, pathname: string, options: RouteOptions): Answer {
  const handIns = options.handIns.of(holder);
  if (pathname === '/') {
    const left = options.attempts === null ? null : Math.max(0, options.attempts - handIns.length);
    const shown = handIns.map((handIn) => show(handIn, options.handIns));
    return htmlPage(
      studentPage({ name: holder.name || holder.student, handIns: shown, left, problem: null }, options),
    );
  }
  const [, number, file] = /^\/hand-ins\/(\d{1,6})\/([a-z.]+)$/.exec(pathname) ?? [];
  const handIn = handIns.find((one) => String(one.number) === number);
  const answer = handIn && fileOf(handIn, file!, options);
  if (!answer) throw new Refusal(404, (strings) => strings.nothing);
  return answer;
}

function fileOf(handIn: HandIn, file: string, { handIns, lang }: RouteOptions): Answer | null {
  if (file === 'receipt.json') {
    const body = fs.readFileSync(path.join(handIn.folder, 'receipt.json'), 'utf8');
    return { status: 200, type: JSON_TYPE, body };
  }
  if (file === 'state.json') {
    const state = handIns.result(handIn) ? 'graded' : handIns.problem(handIn) ? 'fault' : 'waiting';
    return { status: 200, type: JSON_TYPE, body: JSON.stringify({ state }) };
  }
  const { report } = show(handIn, handIns);
  if (!report) return null;
  const reportOptions = { lang, audience: 'student' as const };
  if (file === 'report.html') return htmlPage(reporters.html(report, reportOptions));
  return file === 'report.json'
    ? { status: 200, type: JSON_TYPE, body: reporters.json(report, reportOptions) }
    : null;
}

/** As its student may see it. */
function show(handIn: HandIn, handIns: HandIns): ShownHandIn {
  const { number, time, showsHidden } = handIn;
  const report = handIns.result(handIn);
  return {
    ...{ number, time, showsHidden, problem: handIns.problem(handIn) },
    report: report && studentView(report, { showsHidden }),
  };
}

function htmlPage(body: string): Answer {
  return { status: 200, type: HTML, body };
}

function redirect(headers: Record<string, string>): Answer {
  return { status: 303, type: HTML, body: '', headers: { location: '/', ...headers } };
}

/** Behind a proxy that speaks TLS, as docs/farm.md sets one up. */
function isSecure({ headers }: IncomingMessage): boolean {
  return headers['x-forwarded-proto'] === 'https';
}
