import type { Finding, FindingName } from '../finding';
import type { Lang } from '../../report/languages';

type Sentence = (line: number, code: string) => string;

/** What is wrong with a statement, and what to look at. */
interface FindingSentence {
  says: Sentence;
  look: string;
}

const EN: Record<FindingName, FindingSentence> = {
  comma: {
    says: (line, code) => `Line ${line} keeps only what stands behind the comma: ${code}`,
    look: 'Parentheses with a comma are a pair in Python. Here they are the last value alone.',
  },
  compares: {
    says: (line, code) => `Line ${line} compares and does nothing with the answer: ${code}`,
    look: 'One = sets a value, two or three compare.',
  },
  'drops-result': {
    says: (line, code) => `Line ${line} computes something and does not keep it: ${code}`,
    look: 'Operations on tensors and lists give a new one and leave the old one as it is.',
  },
  'for-in': {
    says: (line, code) =>
      `Line ${line} goes through the positions of a list, which are texts, not through its items: ${code}`,
    look: 'for…in gives keys, for…of gives items.',
  },
  'for-each-async': {
    says: (line, code) => `Line ${line} starts something for each item and waits for none of it: ${code}`,
    look: 'forEach does not wait for promises; a for…of loop can, and so can Promise.all.',
  },
  'map-gives-nothing': {
    says: (line, code) => `Line ${line} makes a list of undefined: ${code}`,
    look: 'A function with braces gives back only what stands behind a return in it.',
  },
  'no-effect': {
    says: (line, code) => `Line ${line} does nothing: ${code}`,
    look: 'A value that stands alone is not returned, and a function that is not followed by (…) is not called.',
  },
};

const PT_BR: Record<FindingName, FindingSentence> = {
  comma: {
    says: (line, code) => `A linha ${line} só fica com o que está depois da vírgula: ${code}`,
    look: 'Parênteses com vírgula são um par em Python. Aqui são só o último valor.',
  },
  compares: {
    says: (line, code) => `A linha ${line} compara e não faz nada com a resposta: ${code}`,
    look: 'Um = atribui um valor, dois ou três comparam.',
  },
  'drops-result': {
    says: (line, code) => `A linha ${line} calcula algo e não guarda: ${code}`,
    look: 'Operações com tensores e listas dão um novo e deixam o antigo como está.',
  },
  'for-in': {
    says: (line, code) =>
      `A linha ${line} percorre as posições de uma lista, que são textos, e não seus itens: ${code}`,
    look: 'for…in dá chaves, for…of dá itens.',
  },
  'for-each-async': {
    says: (line, code) => `A linha ${line} começa algo para cada item e não espera por nada: ${code}`,
    look: 'forEach não espera promessas; um laço for…of pode esperar, e Promise.all também.',
  },
  'map-gives-nothing': {
    says: (line, code) => `A linha ${line} faz uma lista de undefined: ${code}`,
    look: 'Uma função com chaves só devolve o que está depois de um return dentro dela.',
  },
  'no-effect': {
    says: (line, code) => `A linha ${line} não faz nada: ${code}`,
    look: 'Um valor sozinho não é devolvido, e uma função sem (…) depois do nome não é chamada.',
  },
};

/** The sentences about a finding. */
export function findingSentence({ name, line, code }: Finding, lang: Lang): { says: string; look: string } {
  const { says, look } = (lang === 'pt-BR' ? PT_BR : EN)[name];
  return { says: says(line, code), look };
}
