/** What a sentence of the grader's says, and how Brazilian Portuguese says it. */
export type Phrase = readonly [english: RegExp, portuguese: string];

/** A text with all phrases that occur in it said in Portuguese. */
export function withPhrases(text: string, phrases: readonly Phrase[]): string {
  return phrases.reduce((said, [english, portuguese]) => said.replace(english, portuguese), text);
}
