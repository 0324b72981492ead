/** `npm run fetch -- weights|data [--from FILE|URL] [--assignment ID]` */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { ASSIGNMENTS } from '../system/paths';
import { fetchAsset, FetchError, findAsset, ProgressBar, type FetchSpec } from './index';

const USAGE = `Usage: npm run fetch -- NAME [options]
  NAME             what to fetch, as the assignment calls it: weights or data
  --from FILE|URL  a local copy or a mirror, instead of the assignment's own addresses
  --assignment ID  whose: the default is cnn
  --offline        only say where it is; fail when it is not there
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      assignment: { type: 'string', default: 'cnn' },
      offline: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || positionals.length !== 1) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const spec = specOf(values.assignment, positionals[0]);
  const there = values.from ? undefined : findAsset(values.assignment, spec);
  if (!there && values.offline) throw new FetchError(`${spec.file} is not in the cache.`);
  const found = there ?? (await fetchWithBar(values.assignment, spec, values.from));
  process.stdout.write(`${there ? 'Already there' : 'Fetched'}: ${found}\n`);
}

async function fetchWithBar(assignment: string, spec: FetchSpec, from: string | undefined): Promise<string> {
  const bar = new ProgressBar(spec.file);
  const onProgress = bar.update.bind(bar);
  try {
    return await fetchAsset(assignment, spec, { from: from && resolved(from), onProgress });
  } finally {
    bar.end();
  }
}

/** npm runs scripts in the root; a person means the folder they stand in. */
function resolved(from: string): string {
  return /^https?:/.test(from) ? from : path.resolve(process.env.INIT_CWD ?? '.', from);
}

function specOf(assignment: string, name: string): FetchSpec {
  const file = path.join(ASSIGNMENTS, assignment, 'assignment.yaml');
  if (!fs.existsSync(file)) throw new FetchError(`There is no assignment ${assignment} (${file}).`);
  const { fetch = {} } = parse(fs.readFileSync(file, 'utf8')) as { fetch?: Record<string, FetchSpec> };
  if (Object.hasOwn(fetch, name)) return fetch[name];
  const names = Object.keys(fetch).join(', ') || 'nothing';
  throw new FetchError(`The assignment ${assignment} has no "${name}" to fetch; it has: ${names}.`);
}

main().catch((error: Error) => {
  const expected =
    error instanceof FetchError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${expected ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
