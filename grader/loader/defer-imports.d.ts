/** Lets a module of the program load others when the first of their names is used; see the JavaScript beside this. */
export function deferImports(code: string, file: string, isWanted?: (name: string) => boolean): string;
