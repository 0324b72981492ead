/** What every platform's grade book must say, written by hand: id, score (- for none), outcome. */
export const EXPECTED = `
S01 10 graded
S02 10 graded
S03 10 graded
S04 10 graded
S05 10 graded
S06 3 graded
S07 10 graded
S08 7 graded
S09 10 graded
S10 0 not-gradable
S11 10 graded
S12 10 graded
S13 10 graded
S14 - no-submission
S15 10 graded
S16 0 not-gradable
S17 10 graded
S18 10 graded
S19 3 graded
S20 10 graded
S21 - no-submission
S22 10 graded
S23 3 graded
S24 10 graded
S25 3 graded
S26 10 graded
S27 3 graded
S28 - no-submission
S29 3 graded
S30 10 graded
S31 3 graded
S32 10 graded
S33 3 graded
S34 10 graded
S35 - no-submission
S36 10 graded
S37 3 graded
S38 10 graded
S39 3 graded
S40 10 graded
S41 3 graded
S42 - no-submission
S43 3 graded
S44 10 graded
S45 3 graded
S46 10 graded
S47 3 graded
S48 10 graded
S49 - no-submission
S50 10 graded
S51 3 graded
S52 10 graded
S53 3 graded
S54 10 graded
S55 3 graded
S56 - no-submission
S57 3 graded
S58 10 graded
S59 3 graded
S60 10 graded
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [id: string, score: string, outcome: string]);
