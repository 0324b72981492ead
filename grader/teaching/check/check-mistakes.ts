import { gradeMutant, type MutantContext } from './grade-mutant';
import { confusedMistakes, staleRecords, type MistakePlaces, type MutantEvidence } from './mistakes';
import type { Mutant } from './mutant-fields';
import { renamed } from './renamed';
import { inParallel } from '@boletim/grader/system';

/** Proves what is known of mistakes: records are fresh, sentences tell mistakes apart, and code is known by what it does. */
export async function* checkMistakes(
  seen: readonly MutantEvidence[],
  places: MistakePlaces,
  context: MutantContext,
): AsyncGenerator<{ name: string; problems: string[] }> {
  const named = seen.filter(({ mutant }) => mutant.mistake !== null);
  if (named.length === 0) return;
  yield { name: 'what tests saw of mistakes is recorded', problems: staleRecords(places, seen) };
  yield { name: 'mistakes with different sentences behave differently', problems: confusedMistakes(seen) };
  const checks = inParallel(named, ({ mutant }) => checkRenamed(mutant, context));
  yield {
    name: 'a mistake is known whatever things are called',
    problems: (await Promise.all(checks)).flat(),
  };
}

async function checkRenamed(mutant: Mutant, context: MutantContext): Promise<string[]> {
  const { report } = await gradeMutant(mutant, context, renamed);
  const found = report.questions.find(({ file }) => file === mutant.file)!.diagnosis;
  if (found?.says === mutant.mistake!.says.en) return [];
  const said = found ? `"${found.says}" (${found.how}: ${found.mistake})` : 'nothing';
  return [`${mutant.id}, with other names, is diagnosed as ${said}`];
}
