import { SourceMap, type SourceMapPayload } from 'node:module';

const INLINE_MAP =
  /\n\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)\s*(?:\n\/\/ \w+\s*)?$/;

/**
 * Makes stack traces name the lines of the TypeScript source. Node's own `--enable-source-maps` reads every map when
 * its file is loaded, which takes longer than compiling the code; here a map is read when a trace passes through it.
 *
 * @param codeOf the code that was loaded as a file, with its map inline; undefined for a file that has none
 */
export function mapStackTraces(codeOf: (file: string) => string | undefined): void {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string) => {
    if (!maps.has(file)) maps.set(file, readMap(codeOf(file)));
    return maps.get(file);
  };
  Error.prepareStackTrace = (error, frames) =>
    [headOf(error), ...frames.map((frame) => `    at ${describeFrame(frame, mapOf)}`)].join('\n');
}

function readMap(code: string | undefined): SourceMap | undefined {
  const [, base64] = INLINE_MAP.exec(code ?? '') ?? [];
  if (base64 === undefined) return undefined;
  return new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString()) as SourceMapPayload);
}

/** What was thrown may have any name and any message. */
function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

function describeFrame(frame: NodeJS.CallSite, mapOf: (file: string) => SourceMap | undefined): string {
  const text = String(frame);
  const [file, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
  if (!file || line === null || column === null) return text;
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  if (!entry || !('originalSource' in entry)) return text;
  const place = `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return text.replace(`${file}:${line}:${column}`, () => place);
}
