import type { ClassStrings } from './en';

/** Brazilian Portuguese. */
export const ptBr: ClassStrings = {
  all: (names) => names.join(' e '),
  list: (names) => names.join(', '),
  andMore: (names, more) => (more === 0 ? names.join(', ') : `${names.join(', ')} e mais ${more}`),

  recognised: {
    as: (submissions, whose, because) =>
      `${submissions} ${submissions === 1 ? 'entrega lida' : 'entregas lidas'} como ${whose}: ${because}.`,
    plain: 'itens com nomes de alunos',
    download: (platform) => `um download do ${platform}`,
    said: '--from diz',
    metadata: (file) => `${file} está ao lado`,
    moodle: 'os nomes contêm _assignsubmission_',
    gradescope: 'as pastas se chamam submission_ e um número',
    canvas: 'os nomes são nome_usuário_envio_arquivo, cada número com um só nome',
    canvasAnonymous: 'os nomes são anon_ com código, envio e arquivo',
    github: (prefix) => `os usuários da lista vêm depois de "${prefix}"`,
    taken: 'de quem são foi anotado quando foram recebidas',
    nobody: 'nenhuma plataforma escreve nomes assim',
    notCanvas: (objection) => `alguns nomes parecem do Canvas, mas ${objection}; use --from canvas se forem`,
  },
  notCanvas: {
    nobodysName: (name) => `"${name}" não é nome de ninguém`,
    upperCase: (name) => `o Canvas escreve "${name}" em minúsculas`,
    twoNames: (id) => `o número ${id} tem dois nomes`,
    twoUploads: (upload) => `dois envios têm o número ${upload}`,
    otherPeople: 'nem os números nem os nomes são os da lista da turma',
    otherNames: 'há outros nomes diferentes',
    folders: 'o Canvas dá nome a arquivos, não a pastas',
    onePerson: 'só há um número de pessoa',
  },

  nothingOf: (id, why) => `nada de ${id}: ${why}`,
  stray: (entry) => `não é uma entrega: ${entry}`,
  link: 'um link; links não são seguidos',
  noSubmission: 'nem pasta nem arquivo zip ou tar.gz',
  foreignName: (name, platform) => `"${name}" não é um nome do ${platform}; foi lido como o de um aluno`,
  numbered: (file, name) => `${file} foi tomado por ${name}: o Canvas numera o que é enviado de novo`,

  identity: {
    ownRow: (id, doubts) => `uma linha à parte, ${id}: ${doubts}`,
    unknown: (label) => `"${label}" não está na lista da turma`,
    fits: (label, ids) => `"${label}" pode ser ${ids} na lista da turma`,
    numberOfMany: (number, ids) => `${number} é ${ids} na lista da turma`,
    otherNumber: (label, known, written) =>
      `"${label}" tem o número ${known} na lista da turma e ${written} no download`,
    otherName: (number, student, name) =>
      `${number} é ${student} na lista da turma, mas o nome diz "${name}"`,
    perhapsGroup: 'se for um grupo, diga quem está nele com --groups',
    groupAndPerson: (label, student) => `"${label}" é um grupo, e também ${student}`,
    notInGroup: ({ label, group, number, student }) =>
      `"${label}" é o grupo ${group}, mas ${number} é ${student}, que não está nele`,
    perhaps: (submission, why) => `talvez tenha entregado ${submission}: ${why}`,
    stillAnonymous: (label) => `${label} ainda é anônimo: --names não diz de quem é`,
    perhapsAnonymous: (submissions) =>
      `talvez tenha entregado ${submissions === 1 ? 'a que ainda é anônima' : `uma das ${submissions} que ainda são anônimas`}`,
    anonymous: (submissions) =>
      `${submissions} ${submissions === 1 ? 'entrega é anônima' : 'entregas são anônimas'}; diga de quem com --names quando os nomes puderem ser conhecidos`,
    byNumber: (students) =>
      `${students} ${students === 1 ? 'aluno foi encontrado' : 'alunos foram encontrados'} só pelo número da plataforma, pois a lista da turma não tem nome para comparar: um grupo pareceria igual`,
    byName: (students) =>
      `${students} ${students === 1 ? 'aluno foi encontrado' : 'alunos foram encontrados'} só pelo nome, pois a lista da turma não tem o número da plataforma`,
  },
  twice: (submission) => `entregue duas vezes: ${submission} não foi corrigida`,
  forGroup: (group, submission) => `entregue pelo grupo ${group}: ${submission}`,
  together: (ids) => `entregue em conjunto por ${ids}`,
  groupTwice: (group, times, submissions) => `o grupo ${group} entregou ${times} vezes: ${submissions}`,
  markedLate: 'marcada como atrasada; ponha lateHours na revisão',

  review: {
    reachesNobody: (id, why) => `a revisão de ${id} não chega a ninguém: não sai nota nem relatório (${why})`,
    noScore: (id, why) => `a revisão de ${id} muda pontos, mas não sai nota (${why})`,
    excused: 'dispensa',
    afterCutoff: 'após o prazo final',
    outcomes: {
      graded: 'corrigida',
      'not-gradable': 'sem correção possível',
      'no-submission': 'sem entrega',
      'grader-fault': 'falha do corretor',
    },
    waiting: (students, questions) =>
      `${students} ${students === 1 ? 'aluno espera' : 'alunos esperam'} pontos que uma pessoa dá (${questions})`,
    ofMany: (question, students) => `${question} de ${students}`,
    goOut: 'as notas saem sem eles',
    keptBack: 'nenhum diário recebe as notas antes; --export-waiting as deixa sair',
    asks: (id, questions) => `${id} espera resposta: ${questions}`,
    request: 'um pedido',
  },

  dates: {
    afterCutoff: (ids) => `após o prazo final, corrigidas e não contadas: ${ids}`,
    notKnown: 'não se sabe',
    notCounted: 'após o prazo final, não conta',
    fromReview: 'horas como diz a revisão',
    fromRoster: 'horas como diz a lista da turma',
    fromMark: 'no prazo, como a plataforma marca',
    marked: 'marcada como atrasada, sem dizer quanto: nada foi descontado',
    unknown: 'não se sabe quando foi entregue: nada foi descontado',
    sources: {
      roster: 'hora da lista da turma',
      worksheet: 'hora da planilha do Moodle',
      gradescope: 'hora do Gradescope',
      server: 'hora do servidor do curso',
      commit: 'hora do último commit, pela máquina do aluno',
    },
    noStudent: (at, name) => `${at}: não há aluno "${name}"; escreva-o como na lista da turma`,
    noGroup: (at, name) => `${at}: não há grupo "${name}"; escreva-o como na lista da turma`,
    noAssignment: (at, id, known) => `${at}: não há atividade "${id}"; o curso tem ${known}`,
  },

  gradebook: {
    leftOut: (reason, ids) => `ficaram de fora, ${reason}: ${ids}`,
    empty: (file) => `${file} não foi escrito: não teria ninguém`,
    noCanvasId: 'a lista da turma não tem ID do Canvas, SIS ID nem login',
    noIdentity: (column) => `a lista da turma não tem "${column}"`,
    notInWorksheet: 'não estão na planilha',
    locked: 'bloqueadas na planilha (a nota não pode ser alterada)',
    noMaximum: (text) => `a nota máxima "${text}" não é um número`,
    noMaxima: (file) => `${file} não tem nota máxima; as notas saem como são`,
    scaled: (from, to) => `as notas são convertidas de ${from} para ${to} pontos, como na planilha`,
  },

  run: {
    stopping: 'Parando: o que está em andamento termina antes. Ctrl-C de novo encerra já.',
    counts: (graded, reused) => `${graded} corrigidas, ${reused} como antes.`,
    stopped: 'Parado. O mesmo comando continua de onde este parou.',
    notGradable: (id, why) => `sem correção possível: ${id}: ${why}`,
    part: (number, of) =>
      `A parte ${number} de ${of} está pronta. Quando todas estiverem, o mesmo comando sem --shard escreve os resultados.`,
    open: (file) => `Abra ${file}`,
    courseMistake: (mistake) => `Um erro nos arquivos do curso: ${mistake}`,
    changed: (folder) => `Mudou desde que ${folder} foi feito:`,
    points: (points) => `${points} pontos`,
    asBefore: '(como antes)',
    left: (time) => `faltam ${time}`,
  },
};
