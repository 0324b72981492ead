/** Every text of a dictionary by its key. Functions are called with recognisable arguments, so that their words count. */
export function textsOf(strings: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(strings) as [string, unknown][]) {
    if (typeof value === 'string') found.set(`${path}${key}`, value);
    else if (typeof value === 'function')
      found.set(`${path}${key}`, String((value as (...args: unknown[]) => unknown)(1, 2, 3)));
    else for (const [inner, text] of textsOf(value as object, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}
