import type { Lang } from '@boletim/grader/reporters';

const en = {
  reportIsAttached: 'Your report, with every test that you may see, comes with this.',
  line: (line: number): string => `Line ${line}`,
  subject: (assignment: string): string => `${assignment}: your report`,
};

const ptBr: typeof en = {
  reportIsAttached: 'Seu relatório, com todos os testes que você pode ver, acompanha esta mensagem.',
  line: (line) => `Linha ${line}`,
  subject: (assignment) => `${assignment}: seu relatório`,
};

/** What students read around their results when they are handed back. */
export function deskStringsOf(lang: Lang): typeof en {
  return lang === 'pt-BR' ? ptBr : en;
}
