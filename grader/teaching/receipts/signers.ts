import type { KnownKeys, Receipt } from '@boletim/grader/receipt';

/** Sentences about receipts and results that were signed by nobody whom one knows. */
export function signerProblems(receipts: readonly Receipt[], known: KnownKeys | null): string[] {
  if (known === null) return [];
  return keysOf(receipts)
    .filter((key) => !known.has(key))
    .map((key) => `signed by somebody unknown, with the key ${key}`);
}

/** Who signed, by name where it is known. */
export function signersOf(receipts: readonly Receipt[], known: KnownKeys | null): string[] {
  return keysOf(receipts).map((key) => known?.get(key) ?? key);
}

function keysOf(receipts: readonly Receipt[]): string[] {
  const keys = receipts.flatMap(({ key, statement }) => (statement ? [key, statement.key] : [key]));
  return [...new Set(keys)];
}
