import type { IncomingMessage } from 'node:http';
import { Refusal } from './upload';
import type { Holder, Tokens } from './tokens';

const COOKIE = 'boletim';

/** Whose token a request shows: as a bearer, or in the cookie of the page. */
export function holderOf(request: IncomingMessage, tokens: Tokens): Holder | undefined {
  const token = bearerOf(request) ?? cookieOf(request);
  return token === undefined ? undefined : tokens.find(token);
}

/** Throws a Refusal for what a page of another site sends in a student's name: only a cookie travels with that. */
export function refuseOtherSites(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOther = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (isOther || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Refusal(403, (strings) => strings.otherSite);
}

/** The header that keeps a token in the browser: out of scripts' reach, and sent from this site's pages alone. */
export function cookieWith(token: string, { secure }: { secure: boolean }): string {
  const age = token === '' ? '; Max-Age=0' : '';
  return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}${age}`;
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer ([\w-]{1,100})$/.exec(headers.authorization ?? '')?.[1];
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}
