/** The receipts of an output folder, one a line. */
export const LEDGER = 'receipts.jsonl';

/** A student's own copy of the latest receipt. */
export function receiptOfStudent(slug: string): string {
  return `students/${slug}/receipt.json`;
}

/** What a student's receipt stands for. */
export function filesOfStudent(slug: string): string[] {
  const stems = [`students/${slug}/report`, `instructor/${slug}`];
  return stems.flatMap((stem) => [`${stem}.json`, `${stem}.html`]);
}
