import type { DeclarationReport } from '../report/report';

/** A declaration that says nothing. */
export const NO_DECLARATION: DeclarationReport = { status: 'missing', values: null, problems: [] };

/** One that cannot be read, and why. */
export function invalidDeclaration(file: string, why: string): DeclarationReport {
  return { status: 'invalid', values: null, problems: [`${file}: ${why}`] };
}

export interface DeclarationFile {
  file: string;
  text: string;
}
