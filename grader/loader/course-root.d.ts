export const COURSE: string;
export const PROGRAM: string;
export function courseAbove(start: string): string | undefined;
