import { expect } from 'chai';
import path from 'node:path';
import { cacheFolder } from '../../fetch/cache-folder';

describe('cacheFolder', () => {
  const cases: Array<[string, NodeJS.Platform, NodeJS.ProcessEnv, string]> = [
    ['follows XDG_CACHE_HOME on Linux', 'linux', { HOME: '/h', XDG_CACHE_HOME: '/x' }, '/x/boletim'],
    ['ignores a relative XDG_CACHE_HOME', 'linux', { HOME: '/h', XDG_CACHE_HOME: 'x' }, '/h/.cache/boletim'],
    ['falls back to ~/.cache on Linux', 'linux', { HOME: '/h' }, '/h/.cache/boletim'],
    ['uses Library/Caches on macOS', 'darwin', { HOME: '/h' }, '/h/Library/Caches/boletim'],
    ['uses LOCALAPPDATA on Windows', 'win32', { LOCALAPPDATA: '/l', USERPROFILE: '/u' }, '/l/boletim'],
    ['obeys BOLETIM_CACHE everywhere', 'win32', { BOLETIM_CACHE: '/b', LOCALAPPDATA: '/l' }, '/b'],
  ];
  for (const [sentence, platform, env, expected] of cases) {
    it(sentence, () => expect(cacheFolder(env, platform)).to.equal(path.normalize(expected)));
  }
});
