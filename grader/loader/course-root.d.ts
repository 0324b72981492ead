export const COURSE: string;
export const PROGRAM: string;
export function isBelow(file: string, folder: string): boolean;
export function courseAbove(start: string): string | undefined;
