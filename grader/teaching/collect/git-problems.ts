import { oneLine } from '@boletim/grader/report';
import { withoutSecrets, type Address } from './address';
import { CollectProblem, type ProblemCode } from './collect-problem';

/** What git says, as clients and servers word it, with what it means. The first that fits holds. */
const MEANINGS: readonly [words: RegExp, code: ProblemCode, message: (shown: string) => string][] = [
  [/invalid path/i, 'failed', (shown) => `${shown} holds a file whose name leads out of its folder`],
  [
    /host key verification failed/i,
    'unreachable',
    () => 'this machine does not know the server yet; connect to it once with ssh, then run again',
  ],
  [
    /could not read (?:username|password)|terminal prompts disabled/i,
    'no-permission',
    (shown) =>
      `${shown} asks who you are: no permission, or no such repository; sign in with git, then run again`,
  ],
  [
    /authentication failed|access denied|permission denied|error: 40[13]|\b403\b/i,
    'no-permission',
    (shown) => `no permission to read ${shown}; ask for it, or sign in with git as somebody who has it`,
  ],
  [
    /dubious ownership/i,
    'no-permission',
    (shown) =>
      `${shown} belongs to another user of this machine; git reads it after: git config --global --add safe.directory`,
  ],
  [
    /not found|does not appear to be a git repository|does not exist|could not be found|error: 404/i,
    'not-found',
    (shown) => `there is no repository ${shown}, or you may not see it`,
  ],
  [
    /could not resolve host|failed to connect|couldn't connect|connection (?:refused|reset|timed out|closed)|unable to (?:connect|look up)|operation too slow|empty reply|early eof|ssl|certificate|error: 5\d\d|hung up unexpectedly/i,
    'unreachable',
    (shown) => `${shown} cannot be reached; run again later`,
  ],
];

/** Names what went wrong by what git said. */
export function problemFrom(
  said: string,
  address: Pick<Address, 'url' | 'shown' | 'secrets'>,
): CollectProblem {
  const { url, shown } = address;
  const words = oneLine(withoutSecrets(tellingLine(said), address), 200);
  const [, code, message] = MEANINGS.find(([pattern]) => pattern.test(said.replaceAll(url, ''))) ?? [];
  if (code === undefined || message === undefined)
    return new CollectProblem('failed', `git could not read ${shown} (${words || 'it says nothing'})`);
  return new CollectProblem(code, `${message(shown)} (git: ${words})`);
}

/** The line that says it: git's advice stands around it. */
function tellingLine(said: string): string {
  const lines = said.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /^(?:fatal|error|remote: (?:error|fatal)):/i.test(line));
  return telling ?? lines.at(-1) ?? '';
}
