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
  notCounted: 'após o prazo final',
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
  expectationsTable: 'Notas esperadas e obtidas',
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

  mistakes: 'Erros com nome',
  mistakesTable: 'Respostas erradas por erro',
  mistake: 'Erro',
  submissionsColumn: 'Entregas',
  othersToo: (others) => `e mais ${others}`,
  relation: {
    hours: (rho, people) => `Horas e pontos: ${rho} (${people} declarações)`,
    difficulty: (rho, people) => `Dificuldade declarada e pontos: ${rho} (${people} declarações)`,
  },
  noRelation: {
    hours: 'Horas e pontos: um dos dois é igual para todos',
    difficulty: 'Dificuldade declarada e pontos: um dos dois é igual para todos',
  },

  items: 'Análise de itens',
  itemsNote:
    'Pontos obtidos: 100% quando todos obtiveram todos. Discriminação: como os pontos acompanham o resto do total, de −1 a 1; ' +
    'perto de 0, o teste nada diz sobre quem sabe. Alfa: o quanto todos concordam, no máximo 1; ' +
    'sem um que não concorda com nenhum outro, ele sobe. Um traço: todos têm o mesmo, e não há o que comparar. ' +
    'Com poucas entregas, todos estes números são em boa parte acaso.',
  submissionsCompared: (submissions) => (submissions === 1 ? '1 entrega.' : `${submissions} entregas.`),
  alpha: (alpha) => `Alfa de Cronbach: ${alpha}.`,
  noAlpha: 'Alfa de Cronbach: não há, pois todos os totais são iguais ou não há dois para comparar.',
  pointsEarned: 'Pontos obtidos',
  discrimination: 'Discriminação',
  alphaWithout: 'Alfa sem ele',
  remark: 'Observação',
  remarkShort: {
    'everybody-passes': 'todos passam',
    'nobody-passes': 'ninguém passa',
    'all-the-same': 'todos têm o mesmo',
    'best-fail': 'os melhores falham',
  },
  remarks: {
    'everybody-passes':
      'Todos obtêm todos os pontos. Não distingue ninguém: mantenha como primeiro passo ou peça mais da próxima vez.',
    'nobody-passes':
      'Ninguém obtém um ponto. Rode-o com a solução de referência, leia o que o enunciado diz e pergunte em aula; tire-o da nota se pede o que nunca foi ensinado.',
    'all-the-same': 'Todos obtêm a mesma parte dos pontos. Veja o que falta a todos.',
    'best-fail':
      'Quem vai bem no resto falha aqui, e os outros não. Leia o que as boas respostas fazem antes de publicar as notas: o teste ou o enunciado pode estar errado, ou há como passar sem entender.',
  },

  section: 'Turma',
  sections: 'Turmas lado a lado',
  sectionsTable: 'Pontos por turma',
  sectionsNote: 'Pontos das notas publicadas; de cada questão, a parcela dos pontos que foi obtida.',
  noSection: 'sem turma',
  scores: 'Notas',

  beforeAfter: 'Antes e depois',
  scoresBeforeAfter: 'Notas antes e agora',
  before: 'Antes',
  after: 'Agora',
  noTestChanged: 'Cada teste é passado por tantas entregas quanto antes.',
  changedTests: 'Testes que outro número de entregas passa',

  studentsTable: 'Pontos de cada aluno',
};
