import { expect, suite } from 'boletim/suite';
import type { Lab } from '../lab';

suite<Lab>('retry', ({ test }) => {
  // The action fails twice and then gives "done": three calls, not one more.
  test(
    'first-success',
    { title: { en: 'stops at the first success', 'pt-BR': 'para no primeiro sucesso' } },
    async ({ evaluate }) => {
      const seen = await evaluate(async ({ retry }) => {
        let calls = 0;
        const result = await retry(() => {
          calls += 1;
          if (calls < 3) throw new Error('not yet');
          return 'done';
        }, 5);
        return { result, calls };
      });
      expect(seen).to.deep.equal({ result: 'done', calls: 3 });
    },
  );

  // The action rejects instead of throwing; an await inside the try sees both.
  test(
    'last-failure',
    {
      title: { en: 'gives up with the last error', 'pt-BR': 'desiste com o último erro' },
      hint: {
        en: 'Count the attempts, and follow an error: does it reach the catch while you are still in the loop?',
        'pt-BR': 'Conte as tentativas, e siga um erro: ele chega ao catch enquanto você ainda está no laço?',
      },
    },
    async ({ evaluate }) => {
      const seen = await evaluate(async ({ retry }) => {
        let calls = 0;
        const failing = () => Promise.reject(new Error(`attempt ${(calls += 1)}`));
        try {
          await retry(failing, 3);
          return 'it did not throw';
        } catch (error) {
          const { message } = error as Error;
          if (!message.startsWith('attempt')) throw error; // not the action's: an error of retry itself
          return { message, calls };
        }
      });
      expect(seen).to.deep.equal({ message: 'attempt 3', calls: 3 });
    },
  );
});
