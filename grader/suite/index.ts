export const x: number = 1; export function f(a: string): string { throw new Error(a) }
