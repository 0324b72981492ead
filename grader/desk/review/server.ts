import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Hono, type Context } from 'hono';
import type { Lang } from '@boletim/grader/reporters';
import { applyToCluster, judgementSchema } from './apply-to-cluster';
import { clustersOf } from './clusters';
import type { Desk } from './desk';
import { FILTERS, type Filter } from './entries';
import { deskStrings } from './i18n';
import { answerPage } from './pages/answer';
import { clusterPage, clustersPage } from './pages/cluster';
import { WAYS, type Way } from './pages/code';
import { homePage } from './pages/home';
import type { View } from './pages/layout';
import { pointsText } from './pages/layout';
import { queuePage } from './pages/queue';
import { sentSchema } from './resolve';

export interface ServerOptions {
  /** What an address must begin with. */
  token: string;
  lang: Lang;
  blind: boolean;
  /** Tells desks apart in one browser. */
  name: string;
}

/** The review page as a web application: pages to read, and two addresses that write. */
export function deskApplication(desk: Desk, options: ServerOptions): Hono {
  const application = new Hono({ strict: false });
  application.use(async (context, next) => {
    if (!isOurs(context)) return context.text('', 403);
    await next();
    for (const [header, value] of HEADERS) context.header(header, value);
  });
  application.route('/:token', tokenRoutes(desk, options));
  application.notFound((context) => context.text('', 404));
  application.onError((error, context) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    return context.text('', 500);
  });
  return application;
}

const HEADERS = [
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Cache-Control', 'no-store'],
] as const;

/** A name that somebody points at this machine, and a page of another origin, are not asked for anything. */
function isOurs({ req }: Context): boolean {
  const host = req.header('host') ?? '';
  const origin = req.header('origin');
  return (
    /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host) && (origin === undefined || origin === `http://${host}`)
  );
}

function tokenRoutes(desk: Desk, options: ServerOptions): Hono {
  const routes = new Hono({ strict: false });
  const strings = deskStrings(options.lang);
  routes.use('*', async (context, next) => {
    if (!isEqual(context.req.param('token') ?? '', options.token)) return context.text('', 404);
    await next();
  });
  const asset = (name: string, type: string) =>
    routes.get(`/${name}`, (context) =>
      context.body(fs.readFileSync(path.join(__dirname, 'assets', name)), 200, { 'Content-Type': type }),
    );
  asset('desk.css', 'text/css; charset=utf-8');
  asset('desk.js', 'text/javascript; charset=utf-8');
  addPages(routes, desk, options);
  routes.post('/save', async (context) => {
    const sent = sentSchema.safeParse(await context.req.json().catch(() => null));
    if (!sent.success) return context.json({ status: 'refused', message: strings.refusals.change }, 400);
    const saved = await desk.save(sent.data);
    const status = { saved: 200, conflict: 409, refused: 422 } as const;
    const [student, question] = [
      await desk.student(sent.data.student),
      await desk.question(sent.data.question),
    ];
    const points = student && question && (await desk.entry(student, question)).points;
    const total = points === undefined ? '' : pointsText(points, strings);
    return context.json({ ...saved, total }, status[saved.status]);
  });
  routes.post('/cluster', async (context) => {
    const shared = judgementSchema.safeParse(await context.req.json().catch(() => null));
    if (!shared.success) return context.json({ refused: strings.refusals.change }, 400);
    const result = await applyToCluster(desk, shared.data, strings);
    return context.json(result, 'refused' in result ? 422 : 200);
  });
  return routes;
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}

function addPages(routes: Hono, desk: Desk, options: ServerOptions): void {
  const page = (address: string, render: (context: Context, view: View) => Promise<string | null>) =>
    routes.get(address, async (context) => {
      const nonce = randomBytes(16).toString('base64url');
      const html = await render(context, await viewOf(desk, options, nonce));
      context.header('Content-Security-Policy', policyWith(nonce));
      return html === null ? context.text('', 404) : context.html(html);
    });
  const questionOf = (context: Context) => desk.question(context.req.param('question') ?? '');

  page('/', async (_context, view) => {
    const loaded = await desk.class();
    const lists = new Map(
      await Promise.all(loaded.questions.map(async (one) => [one, await desk.entries(one)] as const)),
    );
    return homePage(loaded, (question) => lists.get(question)!, view);
  });
  page('/q/:question', async (context, view) => {
    const question = await questionOf(context);
    if (!question) return null;
    const show = filterOf(context);
    return queuePage(question, { entries: await desk.list(question, show), show }, view);
  });
  page('/q/:question/s/:student', async (context, view) => {
    const [question, student] = [
      await questionOf(context),
      await desk.student(context.req.param('student') ?? ''),
    ];
    if (!question || !student) return null;
    const show = filterOf(context);
    const list = (await desk.list(question, show)).map((entry) => entry.student);
    const { problem = null } = await desk.review(student);
    const { students } = await desk.class();
    const entry = await desk.entry(student, question);
    return answerPage({ entry, list, show, way: wayOf(context), students, problem }, view);
  });
  page('/q/:question/clusters', async (context, view) => {
    const question = await questionOf(context);
    return (
      (question && clustersPage(question, clustersOf(question.id, (await desk.class()).students), view)) ||
      null
    );
  });
  page('/q/:question/c/:cluster', async (context, view) => {
    const question = await questionOf(context);
    const cluster = question && (await desk.cluster(question.id, context.req.param('cluster') ?? ''));
    if (!cluster) return null;
    const entries = await Promise.all(cluster.students.map((student) => desk.entry(student, question)));
    return clusterPage(question, { cluster, entries }, view);
  });
}

async function viewOf(desk: Desk, { token, lang, blind, name }: ServerOptions, nonce: string): Promise<View> {
  const { title } = await desk.class();
  return { strings: deskStrings(lang), lang, root: `/${token}`, desk: name, nonce, title, blind };
}

function policyWith(nonce: string): string {
  const own = `'nonce-${nonce}'`;
  return `default-src 'none'; script-src ${own}; style-src ${own}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

function filterOf(context: Context): Filter {
  const asked = context.req.query('show');
  return FILTERS.find((filter) => filter === asked) ?? 'all';
}

function wayOf(context: Context): Way {
  const asked = context.req.query('way');
  return WAYS.find((way) => way === asked) ?? 'code';
}
