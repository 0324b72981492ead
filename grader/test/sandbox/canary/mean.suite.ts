import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../../../../assignments/warmup/lab';

const OUTSIDE = 'canary-outside-callback-ozbq';

/** canary-comment-ozbq */
suite<Lab>('mean', ({ test, expected, input }) => {
  test(
    'canary-test-id-ozbq',
    { title: 'canary-title-ozbq', hint: 'canary-hint-ozbq' },
    async ({ evaluate }) => {
      const result = await evaluate(
        async ({ mean }, { given }) => {
          // Long enough to be looked at from outside, with a word that does travel.
          const word = `canary-inside-callback-ozbq ${JSON.stringify(given)}`;
          await new Promise((resolve) => setTimeout(resolve, 4000));
          return [word.length > 0, mean([1, 2, 6])];
        },
        { given: input('given.json') },
      );
      expect(result).to.deep.equal([true, 3]);
      expect(OUTSIDE).to.not.equal(expected<string>('canary', 'word'));
      expect(expected<number>('canary', 'value')).to.equal(8675309.2718281828);
    },
  );
});
