import { classStringsOf, gradebookWarnings } from '../class';
import type { TermGradebooks } from './gradebooks';
import { termStringsOf } from './i18n';
import { isPlain } from './notes';
import type { TermBook, TermRow } from './term-book';

/** What a teacher should know before totals go out, in a line for each thing that was counted or could not be. */
export function termWarnings({ term, rows, lang }: TermBook, { files, split }: TermGradebooks): string[] {
  const [strings, words] = [termStringsOf(lang), classStringsOf(lang)];
  const named = (some: readonly TermRow[]) => {
    const shown = some.slice(0, MOST_NAMES).map(({ student }) => student.id);
    return words.andMore(shown, some.length - shown.length);
  };
  const cells = term.assignments.flatMap(({ id }, at) => {
    const telling = rows.filter(({ cells: all }) => !isPlain(all[at]!));
    const notes = [...new Set(telling.map(({ cellNotes }) => cellNotes[at]!))];
    return notes.map((note) =>
      strings.counted(id, note, named(telling.filter(({ cellNotes }) => cellNotes[at] === note))),
    );
  });
  const open = rows.filter(({ total }) => total === null);
  return [
    ...cells,
    ...rows.flatMap(({ student, notes }) => notes.map((note) => `${student.id}: ${note}`)),
    ...(open.length === 0 ? [] : [strings.withoutTotal(named(open))]),
    ...split.map(({ file, students, others }) => strings.split(file, students, others.join(', '))),
    ...[...files].flatMap(([name, file]) => gradebookWarnings(name, file, words)),
  ];
}

const MOST_NAMES = 5;
