import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { UsageError } from '../../errors';
import { END_WITH_PARENT, findSetpriv } from '../../system/setpriv';

/** Names the user that plain sandbox processes run as, when the grader is root. */
const VARIABLE = 'BOLETIM_SANDBOX_UID';

/**
 * For containers without user namespaces: a grader that is root can give each plain sandbox process another user,
 * who can then neither read what is kept from others nor touch the grader. Null when nobody asked for it.
 */
export function sandboxUser(env: NodeJS.ProcessEnv = process.env): number | null {
  const text = env[VARIABLE];
  if (text === undefined || text === '') return null;
  const uid = Number(text);
  if (!/^\d{1,9}$/.test(text) || uid === 0)
    throw new UsageError(`${VARIABLE} is "${text}"; write the number of a user without rights, like 65534.`);
  if (process.getuid?.() !== 0)
    throw new UsageError(`${VARIABLE} needs a grader that runs as root; leave it out, or run as root.`);
  return uid;
}

/** What another user may see of the grader's files, and the one folder in it that is theirs to write. */
export interface SharedFolders {
  root: string;
  scratch: string;
}

/** The stage as another user needs it: readable, and the scratch folder its own. */
export function handOver({ root, scratch }: SharedFolders, uid: number): void {
  fs.chmodSync(root, 0o755);
  fs.chownSync(scratch, uid, uid);
}

/**
 * Takes the scratch folder back, emptied with that user's own rights: a link that is put in the way at the last moment
 * leads root nowhere.
 */
export function takeBack({ scratch }: Pick<SharedFolders, 'scratch'>, uid: number): void {
  const script = 'chmod -R u+rwx "$0"; rm -rf "$0"/* "$0"/.[!.]* "$0"/..?*';
  const [command, ...parameters] = withSetpriv(['/bin/sh', '-c', script, scratch], uid);
  spawnSync(command!, parameters, { stdio: 'ignore', env: { PATH: process.env.PATH } });
  fs.chownSync(scratch, 0, 0);
}

/** On Linux: a command that the kernel ends when this process dies, however it dies; as another user, if there is one. */
export function withSetpriv(command: string[], uid: number | null): string[] {
  const setpriv = findSetpriv();
  if (setpriv === null) {
    if (uid === null) return command;
    throw new UsageError(
      `${VARIABLE} needs the program setpriv of util-linux; install it or leave the variable out.`,
    );
  }
  const user = uid === null ? [] : [`--reuid=${uid}`, `--regid=${uid}`, ...WITHOUT_RIGHTS];
  return [setpriv, ...user, ...END_WITH_PARENT, ...command];
}

const WITHOUT_RIGHTS = ['--clear-groups', '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];
