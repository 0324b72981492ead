import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CollectProblem } from './collect-problem';

/** Where a repository is, with its secrets apart: what git is told is visible to everybody on the machine. */
export interface Address {
  /** For git: without user and password. */
  url: string;
  /** For messages and files. */
  shown: string;
  /** The protocols that git may speak for it, as GIT_ALLOW_PROTOCOL has them. */
  protocols: string;
  /** What the address says about who asks; null when nothing. */
  login: { user: string; password: string | null } | null;
  /** Texts that no message may hold. */
  secrets: string[];
}

const PROTOCOLS: Readonly<Record<string, string>> = {
  https: 'https',
  http: 'http:https',
  ssh: 'ssh',
  git: 'git',
};
/** `git@host:path`; one letter before the colon is a disk of Windows. */
const SCP_LIKE = /^(?:[\w.+-]+@)?(?![-.])[\w.-]{2,}:(?![-/]{2})(?!-)[^\s\\]+$/;
/** `https:/x` and `https:\\x`, which git would take for a machine called https. */
const HALF_AN_ADDRESS = /^(?:https?|ssh|git):(?!\/\/)/i;
const PAGE = /^(https?:\/\/[^/]+\/.+?)\/(?:-\/)?(?:tree|blob|commits?|pull|issues|merge_requests)(?:\/.*)?$/;

/**
 * Reads the address of a repository, which may come out of a form that students filled in.
 * @param mayBeLocal whether it may lie on this machine's disks, where a student could name what is the teacher's
 * @throws CollectProblem for one that git must not see, with what to write
 */
export function readAddress(text: string, { mayBeLocal }: { mayBeLocal: boolean }): Address {
  const address = text.trim();
  if (address === '') throw new CollectProblem('no-address', 'the roster names no repository');
  const refuse = (why: string) => new CollectProblem('refused-address', `${maskAddress(address)} ${why}`);
  if (hasControl(address) || address.startsWith('-'))
    throw refuse('is not read: it is no address of a repository');
  if (/^[\w+.-]*::/.test(address))
    throw refuse('is not read: it would start a program; write an address like https://…');
  if (HALF_AN_ADDRESS.test(address))
    throw refuse(
      'is no address of a repository; write it with two slashes, like https://github.com/course/lab-ana.git',
    );
  const [, scheme] = /^([a-z][\w+.-]*):\/\//i.exec(address) ?? [];
  if (scheme !== undefined && scheme.toLowerCase() !== 'file')
    return remote(address, scheme.toLowerCase(), refuse);
  if (scheme === undefined && SCP_LIKE.test(address)) return plain(address, 'ssh');
  return local(address, { mayBeLocal, refuse });
}

type Refuse = (why: string) => CollectProblem;

function remote(address: string, scheme: string, refuse: Refuse): Address {
  const protocols = Object.hasOwn(PROTOCOLS, scheme) ? PROTOCOLS[scheme]! : null;
  if (protocols === null) throw refuse(`is not read: ${scheme}:// is none of https, ssh, http and git`);
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || /\s/.test(address) || url.hostname === '' || url.hostname.startsWith('-'))
    throw refuse('is no address of a repository');
  const [, repository] = PAGE.exec(address) ?? [];
  if (repository !== undefined)
    throw refuse(`is a page of a repository; write ${maskAddress(repository)} alone`);
  const isWeb = scheme.startsWith('http');
  const login = isWeb && (url.username !== '' || url.password !== '') ? loginOf(url) : null;
  // A user alone may be a token; beside a password it is a name.
  const secrets = [url.password || url.username, url.search.slice(1)].filter((part) => part !== '' && isWeb);
  if (login) url.username = url.password = '';
  return {
    url: login ? url.href : address,
    shown: maskAddress(address),
    protocols,
    login,
    secrets: [...secrets, ...secrets.map(decoded)],
  };
}

function loginOf({ username, password }: URL): Address['login'] {
  return { user: decoded(username), password: password === '' ? null : decoded(password) };
}

function plain(url: string, protocols: string): Address {
  return { url, shown: maskAddress(url), protocols, login: null, secrets: [] };
}

function local(address: string, { mayBeLocal, refuse }: { mayBeLocal: boolean; refuse: Refuse }): Address {
  const place = placeOf(address, refuse);
  if (mayBeLocal) return plain(place, 'file');
  throw refuse(
    existsSync(place)
      ? 'is a place on this machine; --local reads it, if no student wrote the list of repositories'
      : 'is no address of a repository; write it whole, like https://github.com/course/lab-ana.git',
  );
}

function placeOf(address: string, refuse: Refuse): string {
  if (!/^file:/i.test(address)) return path.resolve(address);
  try {
    return fileURLToPath(address);
  } catch {
    throw refuse('is no place on this machine');
  }
}

/** An address as people may see it: without user, password and what stands after a question mark. */
export function maskAddress(text: string): string {
  return text
    .replace(/(:\/\/)[^/?#\s]*@/g, '$1***@')
    .replace(/(:\/\/[^\s?]*)\?\S*/g, '$1?***')
    .replace(/[\0-\x1f\x7f]/g, ' ');
}

/** Takes the secrets of an address out of whatever git said. */
export function withoutSecrets(text: string, { secrets }: Pick<Address, 'secrets'>): string {
  const longestFirst = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '***'), maskAddress(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hasControl(text: string): boolean {
  return /[\0-\x1f\x7f]/.test(text);
}
