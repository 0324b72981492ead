/** What one device made of one case: how far it is from PyTorch, or why it could not be computed. */
export interface CaseResult {
  name: string;
  tolerance: number;
  /** JSON has no infinity: null stands for it. */
  error: number | string | null;
  /** One of the many functions of tfjs: these get no line each. */
  isFunction?: boolean;
  /** Why it may differ; see limits.ts. */
  limit?: string;
}

/** What one device made of all of them, or why it was not tried. */
export interface DeviceResult {
  device: string;
  results: CaseResult[];
  skipped?: string;
}

/** True unless the case came out within its tolerance, or is known to differ. */
export function isWrong({ error, tolerance, limit }: CaseResult): boolean {
  return limit === undefined && (typeof error !== 'number' || error > tolerance);
}

/**
 * A line for each case with the error on each device, the tolerance, and a mark where the error is larger; of functions
 * only those that are wrong somewhere.
 */
export function renderTable(devices: DeviceResult[]): string {
  const ran = devices.filter(({ skipped }) => skipped === undefined);
  const shown = ran.flatMap(({ results }) =>
    results.filter((result) => !result.isFunction || isWrong(result)),
  );
  const names = [...new Set(shown.map(({ name }) => name))];
  const width = Math.max(...names.map(({ length }) => length), 4);
  const line = (name: string, cells: string[]): string =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(CELL))].join('').trimEnd();
  const rows = names.map((name) => {
    const found = ran.map(({ results }) => results.find((result) => result.name === name));
    return line(name, [exponent(found.find(Boolean)!.tolerance), ...found.map(cellOf)]);
  });
  const head = line('case', ['allowed', ...ran.map(({ device }) => device)]);
  return [head, ...rows, ...notes(devices), total(ran)].join('\n');
}

function total(devices: DeviceResult[]): string {
  const results = devices.flatMap((device) => device.results);
  const wrong = results.filter(isWrong).length;
  return `${results.length - wrong} cases agree, ${wrong} differ`;
}

const CELL = 13;

function cellOf(result: CaseResult | undefined): string {
  if (!result) return '–';
  if (typeof result.error === 'string') return 'failed ✗';
  return `${exponent(result.error ?? Infinity)}${isWrong(result) ? ' ✗' : ''}`;
}

function exponent(value: number): string {
  return value === 0 ? '0' : value.toExponential(1);
}

function notes(devices: DeviceResult[]): string[] {
  return devices.flatMap(({ device, results, skipped }) => {
    if (skipped !== undefined) return [`${device} was left out: ${skipped}`];
    const failures = results.filter((result) => isWrong(result) && typeof result.error === 'string');
    const wrong = results.filter(isWrong).length;
    const known = results.filter(({ limit }) => limit !== undefined).length;
    const listed = known > 0 ? `, ${known} of them as docs/functions.md says` : '';
    const summary = `${device}: ${results.length - wrong} of ${results.length} cases agree with PyTorch${listed}`;
    return [summary, ...failures.map(({ name, error }) => `${device} failed on ${name}: ${error}`)];
  });
}
