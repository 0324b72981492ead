/** What a sentence of the grader's says, and how Brazilian Portuguese says it. */
export type Phrase = readonly [english: RegExp, portuguese: string];
