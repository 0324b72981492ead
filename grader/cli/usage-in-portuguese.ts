/**
 * What the program says when a command cannot be as it was typed, in Brazilian Portuguese; names and what systems say stay as
 * they are. It is for the commands that students use: those of teachers answer in English.
 */
export function usageInPortuguese(sentence: string): string {
  // Longer than any sentence of ours with what a person types.
  if (sentence.length > 10_000) return sentence;
  return PHRASES.reduce((text, [english, portuguese]) => text.replace(english, portuguese), sentence);
}

const PHRASES: readonly (readonly [english: RegExp, portuguese: string])[] = [
  // Of the command line itself.
  [/^error: unknown option '(.*)'$/m, "erro: a opção '$1' não existe"],
  [/^error: unknown command '(.*)'$/m, "erro: o comando '$1' não existe"],
  [/^\(Did you mean one of (.*)\?\)$/m, '(Seria um destes: $1?)'],
  [/^\(Did you mean (.*)\?\)$/m, '(Seria $1?)'],
  [/^error: missing required argument '(.*)'$/m, "erro: falta o argumento '$1'"],
  [/^error: option '(.*)' argument missing$/m, "erro: falta o valor da opção '$1'"],
  [/^error: required option '(.*)' not specified$/m, "erro: a opção '$1' é necessária"],
  [
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)\.$/m,
    'erro: argumentos demais: cabem $2, e vieram $3.',
  ],
  [
    /^error: option '(.*)' (?:argument|value) '(.*)'(?: from env '(?:.*)')? is invalid\./m,
    "erro: '$2' não serve para a opção '$1'.",
  ],
  [/Allowed choices are (.*)\.$/m, 'Pode ser: $1.'],
  [/^\(add --help for the options\)$/m, '(com --help aparecem as opções)'],
  // Of the commands that students use.
  [
    /^npm took --(.*) for an option of its own; write -- before it: npm run (.*)$/m,
    'o npm tomou --$1 por uma opção sua; escreva -- antes: npm run $2',
  ],
  [
    /^The command "(.*)" is for teachers and comes with a package of its own: (.*)$/m,
    'O comando "$1" é para professores e vem num pacote próprio: $2',
  ],
  [/^There is no question "(.*)"; (.*) has: (.*)\.$/m, 'Não há a questão "$1"; $2 tem: $3.'],
  [
    /^There is no course here: (.*) has no assignments\/\. Go to a course's folder, or make one: (.*)$/m,
    'Não há um curso aqui: $1 não tem assignments/. Vá à pasta de um curso, ou crie um: $2',
  ],
  [/^There is no assignment "(.*)"\. This checkout has: ([^.]*)\./m, 'Não há a atividade "$1". Aqui há: $2.'],
  [/ To grade its question: (npm run grade .*)$/m, ' Para corrigir uma questão: $1'],
  [
    /^The submission "(.*)" is not a folder, zip or tar\.gz; give the folder that holds src\/\.$/m,
    'A entrega "$1" não é uma pasta, zip ou tar.gz; dê a pasta em que está src/.',
  ],
  [/^The submission "(.*)" cannot be read: (.*)\.$/ms, 'A entrega "$1" não pode ser lida: $2.'],
  [
    /^--report (.*): write FORMAT=FILE with one of (.*), like (.*)$/m,
    '--report $1: escreva FORMATO=ARQUIVO com um destes: $2; por exemplo $3',
  ],
  [
    /^The (.*) report cannot be written to (.*) \((.*)\); the score above stands\.$/m,
    'O relatório $1 não pode ser escrito em $2 ($3); a nota acima vale.',
  ],
  [/^RETRAIN is 1 or 0, not "(.*)"\.$/m, 'RETRAIN é 1 ou 0, não "$1".'],
  [
    /^The assignment (.*) has nothing to train: leave RETRAIN out\.$/m,
    'A atividade $1 não tem nada para treinar: tire RETRAIN.',
  ],
  [/^There is no folder (.*) to train with\.$/m, 'Não há a pasta $1 com que treinar.'],
  [/^There is no file (.*) to train with\.$/m, 'Não há o arquivo $1 com que treinar.'],
  [
    /^This run needs the bubblewrap sandbox: (.*)\. What to do: (.*)$/m,
    'Isto precisa do isolamento do bubblewrap: $1. O que fazer: $2',
  ],
  [/^The device "(.*)" cannot be used: /m, 'O dispositivo "$1" não pode ser usado: '],
  [/^"npm run doctor" tells what this machine can do\.$/m, '"npm run doctor" diz o que esta máquina pode.'],
  [
    /^Your token is needed: set BOLETIM_TOKEN, or give --token TOKEN\.$/m,
    'Falta seu token: defina BOLETIM_TOKEN, ou dê --token TOKEN.',
  ],
  [/^(.*) is no address; it looks like (.*)$/m, '$1 não é um endereço; um endereço é como $2'],
  [
    /^(.*) holds none of (.*); give --submission FOLDER\.$/m,
    'Em $1 não há nenhum de $2; dê --submission PASTA.',
  ],
  [/^It was not handed in: /m, 'Não foi entregue: '],
  [
    /^The server answered with no receipt; ask your teacher whether it arrived\.$/m,
    'O servidor não respondeu com um recibo; pergunte ao professor se chegou.',
  ],
  [
    /^The grader failed; this says nothing about the submission\.(?: Please report it\.)?$/m,
    'O corretor falhou; isso não diz nada sobre a entrega.',
  ],
];
