import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '@boletim/grader/assignment';
import { displayPath } from '@boletim/grader/system';

/** Files of stubs or solution that do not export the function of their question: releases import it by this name. */
export function missingExports({ questions }: Assignment, folder: string): string[] {
  return questions.flatMap(({ id, file, function: name }) => {
    const full = path.join(folder, file);
    if (name === null || !fs.existsSync(full) || exportsName(fs.readFileSync(full, 'utf8'), name)) return [];
    return [
      `${displayPath(full)} does not export "${name}", the function of question "${id}"; correct one of them`,
    ];
  });
}

function exportsName(code: string, name: string): boolean {
  const declared = new RegExp(
    `^export\\s+(async\\s+)?(function\\s*\\*?|const|let|var|class)\\s+${name}\\b`,
    'm',
  );
  const listed = new RegExp(`^export\\s*\\{[^}]*\\b${name}\\s*[,}]`, 'm');
  return declared.test(code) || listed.test(code);
}
