import type { TermOwnStrings } from './en';

/** Brazilian Portuguese. */
export const ptBr: TermOwnStrings = {
  gradeBook: 'Notas do período',
  skipToStudents: 'Ir para os alunos',
  medianTotal: (median, of) => `Total mediano: ${median} de ${of}`,
  termVerdict: (students, assignments, totals) =>
    `${students} ${students === 1 ? 'aluno' : 'alunos'}, ${assignments} ${assignments === 1 ? 'atividade' : 'atividades'}. Acima: mediana de ${totals} ${totals === 1 ? 'total' : 'totais'}.`,
  noTotals: 'Ninguém tem total ainda.',

  made: 'Como o total é feito',
  madeTable: 'Grupos de atividades',
  group: 'Grupo',
  weight: 'Peso',
  assignments: 'Atividades',
  dropped: (lowest, highest) =>
    [
      ...(lowest === 0
        ? []
        : [lowest === 1 ? 'a menor é descartada' : `as ${lowest} menores são descartadas`]),
      ...(highest === 0
        ? []
        : [highest === 1 ? 'a maior é descartada' : `as ${highest} maiores são descartadas`]),
    ].join(', '),
  missingRule: {
    zero: 'O que não foi entregue, ou veio após o prazo final, vale 0.',
    'leave-out': 'O que não foi entregue, ou veio após o prazo final, não conta.',
  },
  absentRule: {
    zero: 'Uma atividade em cuja turma o aluno não estava vale 0.',
    'leave-out': 'Uma atividade em cuja turma o aluno não estava não conta.',
  },
  groupRule: 'Um grupo em que nada conta deixa seu peso para os outros.',

  attentionNote: 'Alunos sem total, e o que foi contado e merece um olhar.',
  nobodyStandsOut: 'Ninguém: todos têm total, e nada foi adivinhado.',
  path: 'O período',
  total: 'Total',
  noTotal: 'sem total',
  studentsTable: 'Pontos de cada aluno',
  outOf: (assignment, points) => `${assignment} (de ${points})`,
  partOf: (group) => `${group}, por cento`,

  short: {
    scored: '',
    'not-gradable': 'sem correção possível',
    excused: 'dispensado',
    missing: 'não entregue',
    'after-cutoff': 'após o prazo final',
    absent: 'fora desta turma',
    waiting: 'espera pontos',
    fault: 'falha do corretor',
    doubtful: 'de quem é?',
  },
  droppedShort: 'descartada',
  lateBy: (points) => `${points} por atraso`,

  note: {
    scored: (points) => `${points} já descontados por atraso`,
    'not-gradable': (why, points) => `não pôde ser corrigida (${why}) e vale ${points}`,
    excused: 'dispensado, não conta',
    missing: { zero: 'não entregue, vale 0', 'leave-out': 'não entregue, não conta' },
    'after-cutoff': {
      zero: 'entregue após o prazo final, vale 0',
      'leave-out': 'entregue após o prazo final, não conta',
    },
    absent: {
      zero: 'fora desta turma, vale 0',
      'leave-out': 'fora desta turma, não conta',
      open: 'fora desta turma; diga em term.yaml quanto isso vale ("absent"), ou dispense o aluno',
    },
    waiting: 'espera pontos que uma pessoa dá',
    fault: (why) => `o corretor falhou (${why}); rode a turma de novo`,
    doubtful: (why) => `nada foi entregue com este nome, mas ${why}`,
  },
  problems: {
    empty: 'nada da atividade está nela',
    corrupt: 'está danificada',
    'too-large': 'é grande demais',
    unsafe: 'sai da própria pasta',
    unreadable: 'não pode ser lida',
    unsupported: 'é de um tipo que não se lê',
    'wrong-layout': 'não se sabe quais arquivos valem',
    'grader-fault': 'o motivo está no resumo da turma',
  },
  inSummary: 'um trabalho pode ser desta pessoa: veja o resumo da turma',
  droppedNote: 'descartada',
  nothingCounts: 'nada conta, e por isso não há total',
  groupLeftOut: (group) => `nada de ${group} conta; os outros ficam com seu peso`,
  namesake: (ids) =>
    `tem o nome de ${ids}, e os dois nunca estão na mesma turma; se forem o mesmo aluno, escreva "same" em term.yaml`,
  notInRoster: 'não está na lista da turma',
  notInExport: 'não estão na exportação',

  withoutTotal: (ids) => `sem total: ${ids}`,
  counted: (assignment, note, ids) => `${assignment}, ${note}: ${ids}`,
  split: (file, students, others) =>
    `${file}: ${students} ${students === 1 ? 'aluno não tem' : 'alunos não têm'} nota em alguma coluna, e um espaço vazio a apagaria; as notas que há estão em ${others}`,
};
