import type { OwnStrings } from './en';

/** Brazilian Portuguese. */
export const ptBr: OwnStrings = {
  pageTitle: (assignment) => `${assignment}: a turma`,
  skipToDistribution: 'Ir para a distribuição',
  classSummary: 'Resumo da turma',
  version: (version) => `versão ${version}`,
  medianScore: (median, max) => `Nota mediana: ${median} de ${max} pontos`,
  medianOf: (scores) => (scores === 1 ? 'a única nota' : `mediana de ${scores} notas`),
  noScores: 'ainda sem notas',
  outcomes: {
    graded: (students) => `${students} com nota`,
    'not-gradable': (students) => `${students} sem correção possível`,
    'no-submission': (students) => `${students} sem entrega`,
    'grader-fault': (students) => `${students} sem nota por falha do corretor`,
  },
  verdict: (students, outcomes, median) =>
    `${students} ${students === 1 ? 'aluno' : 'alunos'}: ${outcomes}. Acima: ${median}.`,
  nobodyInClass: 'A turma está vazia.',

  student: 'Aluno',
  students: 'Alunos',
  excused: 'dispensado',
  exempt: 'dispensada',

  attention: 'Quem merece atenção',
  attentionTable: 'Alunos que merecem atenção',
  why: 'Por quê',
  nobodyStandsOut: 'Ninguém: todas as entregas foram corrigidas e nenhuma chama a atenção.',
  reasons: {
    nothingHandedIn: 'nada foi entregue',
    courseMistake: (mistake) => `o curso tem um erro: ${mistake}`,
    crashed: (tests) => (tests === 1 ? '1 teste interrompido' : `${tests} testes interrompidos`),
    timedOut: (tests) => `${tests} ${tests === 1 ? 'teste' : 'testes'} com tempo esgotado`,
    lookAlike: (file, path) => `${file} não está na entrega, mas "${path}" está`,
    missing: (files) => `não está na entrega: ${files}`,
    encoding: (file) => `${file} não está codificado em UTF-8 e não pôde ser lido`,
    doesNotCompile: (file) => `${file} não compila ou tem erros de tipo, e sua questão ficou sem pontos`,
    hiddenGap: (open, hidden) => `${open} dos pontos públicos, ${hidden} dos ocultos`,
    declarationInvalid: 'não foi possível ler a declaração',
    sameFiles: (students) => `os mesmos arquivos de ${students}`,
    sameWork: (questions, students) => `o mesmo trabalho de ${students} em ${questions}`,
  },
  andMore: (names, more) => (more === 0 ? names : `${names} e mais ${more}`),

  expectations: 'Quem espera mais',
  expectedGrade: 'Espera (de 10)',
  gotGrade: 'Tem (de 10)',

  distribution: 'Distribuição',
  distributionTable: 'Os pontos em números',
  pointsOf: 'Pontos em',
  mean: 'Média',
  lowest: 'Mínimo',
  median: 'Mediana',
  highest: 'Máximo',
  maximum: 'De',
  chart: (title, bars) => `${title}, número de alunos. ${bars}.`,
  range: (from, to) => `${from} a ${to}`,
  noBars: 'Nenhum',

  hardest: 'Testes mais difíceis',
  hardestTable: 'Testes pela parcela que passou',
  otherEndings: 'Como terminou nos outros casos',
  passed: 'Passaram',

  failures: 'Falhas em comum',
  failuresTable: 'Mensagens de falha',
  message: 'Mensagem',
  seenIn: 'Em',
  who: 'Quem',

  declarations: 'O que os alunos declaram',
  declarationsRead: (read, all) => `Declarações que puderam ser lidas: ${read} de ${all}.`,
  hoursMedian: (median) => `Horas, mediana ${median}`,
  difficultyMedian: (median) => `Dificuldade, mediana ${median}`,

  studentsTable: 'Pontos de cada aluno',
};
