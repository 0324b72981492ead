export const ROOT: string;
export const COMPILED: string;
export function compileFile(file: string): { code: string; compiledFile: string };
export function compileSource(source: string, file: string): string;
