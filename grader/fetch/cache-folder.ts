import os from 'node:os';
import path from 'node:path';

/**
 * The folder where downloads are kept between runs: `BOLETIM_CACHE` when set, else `boletim` in the place
 * that the operating system gives to caches. It may not exist yet.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env.BOLETIM_CACHE) return path.resolve(env.BOLETIM_CACHE);
  return path.join(systemCacheFolder(env, platform), 'boletim');
}

function systemCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = env.HOME || env.USERPROFILE || os.homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  if (platform === 'win32') return env.LOCALAPPDATA || path.join(home, 'AppData', 'Local');
  // The XDG specification: a relative value must be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache');
}
