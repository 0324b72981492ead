import type { Lang } from '@boletim/grader/reporters';

const en = {
  skip: 'Go to the content',
  token: 'Your token',
  enter: 'Enter',
  leave: 'Leave',
  handIn: 'Hand in',
  file: 'Your folder as a zip or tar.gz',
  handIns: 'Your hand-ins',
  none: 'Nothing was handed in yet.',
  number: 'No.',
  time: 'When (UTC)',
  result: 'Result',
  waiting: 'in the queue; load this page again',
  report: 'report',
  receipt: 'receipt',
  student: 'Student',
  class: 'The class',
  left: (count: number) => `${count} more attempts`,
  rationed: 'Results of hidden tests are shown for a few hand-ins of a day; this one waits for release.',
  points: (points: string, of: string) => `${points} of ${of} points`,
};

const pt: typeof en = {
  skip: 'Ir para o conteúdo',
  token: 'Seu token',
  enter: 'Entrar',
  leave: 'Sair',
  handIn: 'Entregar',
  file: 'Sua pasta como zip ou tar.gz',
  handIns: 'Suas entregas',
  none: 'Nada foi entregue ainda.',
  number: 'Nº',
  time: 'Quando (UTC)',
  result: 'Resultado',
  waiting: 'na fila; recarregue esta página',
  report: 'boletim',
  receipt: 'recibo',
  student: 'Estudante',
  class: 'A turma',
  left: (count: number) => `mais ${count} tentativas`,
  rationed: 'Os resultados dos testes ocultos aparecem em poucas entregas por dia; esta espera a liberação.',
  points: (points: string, of: string) => `${points} de ${of} pontos`,
};

export const STRINGS: Readonly<Record<Lang, typeof en>> = { en, 'pt-BR': pt };
