import type { Lang } from '@boletim/grader/reporters';

const en = {
  title: (assignment: string): string => `${assignment}: similar submissions`,
  eyebrow: 'For the teacher alone',
  skip: 'Skip to the pairs',
  counts: (submissions: number, earlier: number): string =>
    `${submissions} submissions compared${earlier > 0 ? `, ${earlier} of them of earlier terms` : ''}.`,
  nothing: 'No two submissions share more than chance explains.',
  found: (pairs: number, groups: number): string =>
    `${pairs} ${pairs === 1 ? 'pair shares' : 'pairs share'} more than chance explains, in ${groups} ${groups === 1 ? 'group' : 'groups'}.`,
  howToRead: 'How to read this',
  explanation: [
    'Similarity is a reason to look, never a proof. Open a pair, read both, and talk to both.',
    'Names, texts, comments and formatting do not count, nor does what the handout gave. What counts is rare code: a piece that half of the class has weighs 1 bit, one that two in a hundred have weighs almost 6.',
    'Short answers are alike by nature. Five lines that many students write the same way weigh next to nothing, however exact the match; below 60 bits no pair is marked.',
    'The score is the share of the smaller submission’s rare code that the other has too. The mark stands where strangers of this class come less than once in thirty classes; in a class of few that is a guess.',
    'Two may also have one source in common: a lecture, a book, a language model. Then a whole group is alike.',
  ],
  groups: 'Groups',
  group: 'Who hangs together',
  members: 'Submissions',
  pairs: 'Pairs',
  first: 'Submission',
  second: 'Other submission',
  score: 'Score',
  bits: 'Bits shared',
  mark: 'Mark',
  marked: 'look at it',
  below: 'below the mark',
  look: 'Compare',
  back: 'All pairs',
  pairTitle: (a: string, b: string): string => `${a} and ${b}`,
  pairNote: (score: string, bits: string): string =>
    `Score ${score}, ${bits} bits of rare code shared. A full bar beside a line: rare code that both have. A thin one: code that both have, and many others too.`,
  notHandedIn: 'Not handed in.',
  rare: 'rare, in both',
  common: 'common, in both',
};

export type SimilarStrings = typeof en;

const ptBr: SimilarStrings = {
  title: (assignment) => `${assignment}: entregas parecidas`,
  eyebrow: 'Só para o professor',
  skip: 'Ir para os pares',
  counts: (submissions, earlier) =>
    `${submissions} entregas comparadas${earlier > 0 ? `, ${earlier} delas de turmas anteriores` : ''}.`,
  nothing: 'Não há duas entregas que tenham mais em comum do que o acaso explica.',
  found: (pairs, groups) =>
    `${pairs} ${pairs === 1 ? 'par tem' : 'pares têm'} mais em comum do que o acaso explica, em ${groups} ${groups === 1 ? 'grupo' : 'grupos'}.`,
  howToRead: 'Como ler',
  explanation: [
    'Semelhança é razão para olhar, nunca prova. Abra um par, leia os dois e converse com os dois.',
    'Nomes, textos, comentários e formatação não contam, nem o que o enunciado deu. Conta o código raro: um trecho que metade da turma tem pesa 1 bit; um que dois em cem têm pesa quase 6.',
    'Respostas curtas são parecidas por natureza. Cinco linhas que muitos escrevem do mesmo modo quase nada pesam, por mais exata que seja a coincidência; abaixo de 60 bits nenhum par é marcado.',
    'O índice é a parte do código raro da entrega menor que a outra também tem. A marca fica onde estranhos desta turma chegam menos de uma vez em trinta turmas; numa turma de poucos, é um palpite.',
    'Dois também podem ter a mesma fonte: uma aula, um livro, um modelo de linguagem. Então um grupo inteiro se parece.',
  ],
  groups: 'Grupos',
  group: 'Quem está ligado',
  members: 'Entregas',
  pairs: 'Pares',
  first: 'Entrega',
  second: 'Outra entrega',
  score: 'Índice',
  bits: 'Bits em comum',
  mark: 'Marca',
  marked: 'olhe',
  below: 'abaixo da marca',
  look: 'Comparar',
  back: 'Todos os pares',
  pairTitle: (a, b) => `${a} e ${b}`,
  pairNote: (score, bits) =>
    `Índice ${score}, ${bits} bits de código raro em comum. Barra cheia ao lado de uma linha: código raro que os dois têm. Barra fina: código que os dois têm, e muitos outros também.`,
  notHandedIn: 'Não entregue.',
  rare: 'raro, nos dois',
  common: 'comum, nos dois',
};

/** The fixed texts of the pages about similarity. */
export function similarStringsOf(lang: Lang): SimilarStrings {
  return lang === 'pt-BR' ? ptBr : en;
}
