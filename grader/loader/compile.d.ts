export function rootOf(file: string): string | undefined;
export const CACHE: string;
export const COMPILED: string;
export const COMPILER: string;
export function compileFile(file: string): {
  code: string;
  compiledFile: string;
  stamp: string;
  saved: boolean;
};
export function compileSource(source: string, file: string): string;
export function writeAtomically(file: string, text: string | Uint8Array, mode?: number): boolean;
