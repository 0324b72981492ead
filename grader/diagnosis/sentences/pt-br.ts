import type { DiagnosisStrings } from './en';

const SHAPE = 'Imprima a forma depois de cada passo e ache a primeira que surpreende.';
const ORDER = 'Veja o que decide a ordem, e o que cada eixo significa.';
const CONSTANT = 'Procure um passo que falta, ou feito duas vezes, do qual venha uma constante como esta.';

/** Diagnoses in Brazilian Portuguese. */
export const ptBr: DiagnosisStrings = {
  result: 'seu resultado',
  relation: {
    nan: (it, { count, total, at }) => `${it}: ${count} de ${total} números são NaN, o primeiro em ${at}`,
    dtype: (it, { got, wanted }) => `${it} tem os números certos, no dtype ${got} em vez de ${wanted}`,
    'all-zero': (it) => `${it} só tem zeros`,
    'all-equal': (it, { value }) => `${it} tem o mesmo número em todo lugar: ${value}`,
    'input-unchanged': (it) => `${it} é exatamente o que sua função recebeu, sem mudança`,
    'axes-swapped': (it, { got, order }) =>
      `${it} é o certo com os eixos em outra ordem: sua forma é ${got}, e seus eixos são os certos na ordem ${order}`,
    reshaped: (it, { got, wanted }) =>
      `${it} tem os números certos em outra forma: ${got} em vez de ${wanted}`,
    'too-short': (it, { axis, got, wanted }) =>
      `${it} está certo até onde vai, e acaba cedo demais: ${got} em vez de ${wanted} no eixo ${axis}`,
    'starts-late': (it, { axis, missing, wanted, got }) =>
      `em ${it} faltam os primeiros ${missing} no eixo ${axis}: ${got} em vez de ${wanted}, e estes são os últimos`,
    'too-long': (it, { axis, got, wanted, more }) =>
      `${it} começa certo e tem ${more} a mais: ${got} em vez de ${wanted} no eixo ${axis}`,
    reversed: (it) => `${it} é o certo em ordem inversa`,
    'batch-reversed': (it) => `${it} é o certo com os itens em ordem inversa (no eixo 0)`,
    'channels-reversed': (it) => `${it} é o certo com os canais em ordem inversa, como BGR em vez de RGB`,
    mirrored: (it) => `${it} é o certo espelhado, esquerda por direita`,
    'upside-down': (it) => `${it} é o certo de cabeça para baixo`,
    flipped: (it, { axis }) => `${it} é o certo invertido no eixo ${axis}`,
    'rows-reordered': (it) => `${it} tem as linhas certas em outra ordem`,
    shifted: (it, { axis, by }) =>
      `${it} é o certo deslocado de um lugar no eixo ${axis}, ${by === '1' ? 'para o fim' : 'para o começo'}`,
    negated: (it) => `${it} é o certo com o sinal trocado`,
    scaled: (it, { by }) => `${it} é o certo vezes ${by}`,
    divided: (it, { by }) => `${it} é o certo dividido por ${by}`,
    offset: (it, { by }) => `${it} é o certo ${by!.startsWith('-') ? `menos ${by!.slice(1)}` : `mais ${by}`}`,
    'scaled-and-offset': (it, { factor, offset }) => `${it} é o certo vezes ${factor}, mais ${offset}`,
    'channels-scaled': (it) =>
      `${it} é o certo com cada canal escalado e deslocado, como quando uma normalização falta ou é feita duas vezes`,
    'function-missing': (it, { name }) => `${it} estaria certo depois de mais um ${name}`,
    'function-added': (it, { name }) => `${it} é o ${name} do certo: há um ${name} a mais`,
    truncated: (it) =>
      `${it} está certo ou é um a menos: as frações são cortadas onde deviam ser arredondadas`,
  },
  trace: {
    says: (agrees, differs, about) =>
      `${agrees === null ? '' : `${agrees} coincide com o cálculo certo, e `}${differs}${about ? `, ${about},` : ''} é o primeiro que difere.`,
    look: (differs) =>
      `O que há de diferente em ${differs}? Calcule-o sozinho, com as formas que ele tem ali.`,
  },
  look: {
    nan: 'Imprima o que entra no passo que ali divide, tira raiz ou logaritmo.',
    dtype: 'Veja onde os números são criados ou convertidos: inteiros e frações têm dtypes diferentes.',
    'all-zero': 'Siga um número pela sua função: onde ele vira 0?',
    'all-equal': 'Siga dois números diferentes pela sua função: onde ficam iguais?',
    'input-unchanged':
      'Veja qual variável você devolve, e se os passos anteriores ficam guardados em alguma.',
    'axes-swapped': SHAPE,
    reshaped: SHAPE,
    'too-short': 'Veja onde o intervalo termina: que fim é esse, e ele está incluído?',
    'starts-late': 'Veja onde o intervalo começa.',
    'too-long': 'Veja onde o intervalo termina: que fim é esse, e ele está incluído?',
    reversed: ORDER,
    'batch-reversed': ORDER,
    'channels-reversed': ORDER,
    mirrored: ORDER,
    'upside-down': ORDER,
    flipped: ORDER,
    'rows-reordered': ORDER,
    shifted: 'Veja o índice com que você começa.',
    negated: 'Veja qual dos dois valores é subtraído do outro.',
    scaled: CONSTANT,
    divided: CONSTANT,
    offset: CONSTANT,
    'scaled-and-offset': CONSTANT,
    'channels-scaled': 'Conte quantas vezes a normalização é aplicada no caminho.',
    'function-missing': 'Compare os últimos passos da sua função com os do enunciado.',
    'function-added': 'Compare os últimos passos da sua função com os do enunciado.',
    truncated: 'Veja onde as frações viram números inteiros.',
  },
};
