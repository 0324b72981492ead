/**
 * What reading a submission says, in Brazilian Portuguese; names of files and what systems say stay as they are. The
 * reader's process knows one language, so that the same files always give the same result.
 * @example submissionInPortuguese('it holds no file') // 'não contém nenhum arquivo'
 */
export function submissionInPortuguese(sentence: string): string {
  // Longer than any sentence of the reader's with the names that it cuts.
  if (sentence.length > LONGEST) return sentence;
  return translated(translated(sentence, SENTENCES), ENDINGS);
}

function translated(sentence: string, phrases: readonly Phrase[]): string {
  const [english, portuguese] = phrases.find(([pattern]) => pattern.test(sentence)) ?? [];
  return english && portuguese !== undefined ? sentence.replace(english, portuguese) : sentence;
}

type Phrase = [english: RegExp, portuguese: string];

const LONGEST = 10_000;

/** Each is the whole sentence: what a file is called must not be taken for the grader's words. */
const SENTENCES: Phrase[] = [
  [/^it holds no file$/, 'não contém nenhum arquivo'],
  [/^it holds no file that can be taken: (.*)$/s, 'não contém nenhum arquivo que se possa ler: $1'],
  [/^the archive has no bytes$/, 'o arquivo compactado está vazio'],
  [/^it cannot be read \((.*)\)$/s, 'não é possível ler ($1)'],
  [
    /^it cannot be read within (\d+) s; hand in the files of the assignment alone$/,
    'não é possível ler em $1 s; entregue só os arquivos da atividade',
  ],
  [
    /^reading it takes more memory than there is; hand in the files of the assignment alone$/,
    'ler isto exige mais memória do que há; entregue só os arquivos da atividade',
  ],
  [/^(.*) is neither a zip nor a tar\.gz$/s, '$1 não é zip nem tar.gz'],
  [/^its archive (.*)$/s, 'o arquivo compactado $1'],
  [/^it holds several archives: (.*)$/s, 'contém vários arquivos compactados: $1'],
  [/^it is protected by a password$/, 'está protegido por senha'],
  [/^its file (.*) was damaged on the way$/s, 'o arquivo $1 foi danificado no caminho'],
  [/^it holds an entry that leaves its folder(.*)$/s, 'contém um item que sai da própria pasta$1'],
  [/^it is not a readable (zip|tar) file \((.*)\)$/s, 'não é um arquivo $1 legível ($2)'],
  [/^it holds more than (\d+) files and folders$/, 'contém mais de $1 arquivos e pastas'],
  [
    /^its copies of the wanted files have more than (\d+) MB$/,
    'as cópias dos arquivos pedidos têm mais de $1 MB',
  ],
  [/^it unpacks to more than (\d+) MB$/, 'descompactado, passa de $1 MB'],
  [/^it unpacks to more than (\d+) times its size$/, 'descompactado, passa de $1 vezes seu tamanho'],
  [
    /^it holds two copies of the assignment, in (.*) and (.*)$/s,
    'contém duas cópias da atividade, em $1 e $2',
  ],
  [
    /^none of (.*) is in it; it holds (.*); if they are meant, rename (.*)$/s,
    'nenhum de $1 está na entrega; ela contém $2; se são os pedidos, renomeie $3',
  ],
  [/^none of (.*) is in it; it holds (.*)$/s, 'nenhum de $1 está na entrega; ela contém $2'],
  [/^files were found without their folder: (.*)$/s, 'arquivos encontrados sem a pasta: $1'],
  [/^also found in (.*), not graded$/s, 'também encontrado em $1, não corrigido'],
  [/^(\d+) archives were handed in; (.*) was taken$/s, '$1 arquivos compactados foram entregues; valeu $2'],
  [/^handed in beside (.*), not graded: (.*)$/s, 'entregue ao lado de $1, não corrigido: $2'],
  [/^not opened, as files lie beside it: (.*)$/s, 'não foi aberto, pois há arquivos ao lado: $1'],
  [/^(\d+) other files were counted and not read$/, '$1 outros arquivos foram contados e não lidos'],
  [
    /^more than (\d+) files and folders; the rest was not looked at$/,
    'mais de $1 arquivos e pastas; o resto não foi visto',
  ],
  [/^(.*) cannot be listed \((\w*)\)$/s, '$1 não pode ser listada ($2)'],
  [/^(.*) is nested too deeply; it was not looked into$/s, '$1 está fundo demais; não foi vista'],
  [/^(.*) has an odd name and was passed over$/s, '$1 tem um nome estranho e foi deixado de lado'],
  [/^(.*) is a link; links are not followed$/s, '$1 é um link; links não são seguidos'],
  [/^(.*) is there twice; the last was taken$/s, '$1 aparece duas vezes; valeu o último'],
];

/** Why one file cannot be taken, after its name. */
const ENDINGS: Phrase[] = [
  [/ is a link; submit the file itself$/, ' é um link; envie o próprio arquivo'],
  [/ is not a regular file$/, ' não é um arquivo comum'],
  [
    / is a hard link to another file; submit a copy of its own$/,
    ' é um hard link para outro arquivo; envie uma cópia própria',
  ],
  [
    / may not be read by the grader; give it read permission \(chmod a\+r\)$/,
    ' não pode ser lido pelo corretor; dê permissão de leitura (chmod a+r)',
  ],
  [/ cannot be read \(([^()]*)\)$/, ' não pode ser lido ($1)'],
];
