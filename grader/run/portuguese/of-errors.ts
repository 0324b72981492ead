import type { Phrase } from './phrase';

// What patterns look at is cut first: a student's text of any length takes a moment.
/* eslint-disable regexp/no-super-linear-move */
/** What is said about errors: the engine's, tfjs's and the toolkit's. */
export const OF_ERRORS: readonly Phrase[] = [
  [
    /^the test cannot use what your function gives back \(/,
    'o teste não consegue usar o que sua função devolve (',
  ],
  [
    /a method is called without the object that it belongs to: it was taken off it, or was given another one as its this; call it behind the dot of its own object/g,
    'um método é chamado sem o objeto a que pertence: foi separado dele, ou recebeu outro como this; chame-o depois do ponto do próprio objeto',
  ],
  [
    /a method is called without the object that it belongs to \(its this is undefined, and (#?\w+) is asked of it\): call it behind the dot of its own object/g,
    'um método é chamado sem o objeto a que pertence (seu this é undefined, e se pede $1 dele): chame-o depois do ponto do próprio objeto',
  ],
  [
    /(\.\S+) is asked of (undefined|null): something is missing there; print what stands before the dot/g,
    '$1 é pedido de $2: falta algo ali; imprima o que está antes do ponto',
  ],
  [/(\S+) is called like a function, and is none: print it/g, '$1 é chamado como função, e não é: imprima-o'],
  [/ \(names are written like (\w+) here\)/g, ' (aqui os nomes se escrevem como $1)'],
  [
    /(\S+) is not a function: (\S+) has no method of this name( \(aqui [^)]*\))?, or (\S+) is something else, a value or an object with methods of its own; print (\S+)/g,
    '$1 não é uma função: $2 não tem método com este nome$3, ou $4 é outra coisa, um valor ou um objeto com métodos próprios; imprima $2',
  ],
  [
    /(.+?) cannot be taken apart or gone through like a list: print it, it may be one value, a promise, a function that was not called, or missing/g,
    '$1 não pode ser desmontado nem percorrido como uma lista: imprima-o, pode ser um valor só, uma promessa, uma função que não foi chamada, ou faltar',
  ],
  [
    /(\w+) is a class, and is called like a function: objects of a class are made with new/g,
    '$1 é uma classe, e é chamada como função: objetos de uma classe são feitos com new',
  ],
  [
    /(\S+) is no class: nothing can be made of it with new/g,
    '$1 não é uma classe: não se faz nada dela com new',
  ],
  [
    /(\.\S+) is set on (.*?), a (?:string|number|boolean), which cannot have properties: is it the key of something, and not the thing itself\? for…in gives keys, for…of gives items/g,
    '$1 é atribuído a $2, que não pode ter propriedades: é a chave de algo, e não a própria coisa? for…in dá chaves, for…of dá itens',
  ],
  [
    /a const is assigned a second time: what changes is declared with let/g,
    'um const recebe valor pela segunda vez: o que muda é declarado com let',
  ],
  [
    /(\S+) is not defined: is it spelled right, is it imported, is it declared where you use it\?/g,
    '$1 não está definido: está escrito certo, importado, declarado onde é usado?',
  ],
  [
    /(\S+) is used above the line that declares it, or inside of it/g,
    '$1 é usado antes da linha que o declara, ou dentro dela',
  ],
  [
    /something is changed that cannot be changed, such as a pair of tuple\(x, y\): make a new one/g,
    'algo que não pode mudar é mudado, como um par de tuple(x, y): faça um novo',
  ],
  [
    /(\w+) needs a tensor, and got a promise: await it/g,
    '$1 precisa de um tensor, e recebeu uma promessa: use await',
  ],
  [
    /(\w+) needs a tensor for its (\w+), and got nothing \(undefined or null\)/g,
    '$1 precisa de um tensor em $2, e não recebeu nada (undefined ou null)',
  ],
  [
    /(\w+) needs a tensor for its (\w+), and got something of type (\w+)/g,
    '$1 precisa de um tensor em $2, e recebeu algo do tipo $3',
  ],
  [
    /(\w+) needs a tensor, and got a text: \+, -, \* and \/ do not work on tensors, and \+ makes a text of them; use their methods, such as add/g,
    '$1 precisa de um tensor, e recebeu um texto: +, -, * e / não funcionam com tensores, e + faz deles um texto; use os métodos deles, como add',
  ],
  [
    /something is given to an operation that no tensor can be made of, such as a list of tensors where one tensor belongs/g,
    'uma operação recebe algo de que não se faz um tensor, como uma lista de tensores onde cabe um só',
  ],
  [
    /(\.\S+) cannot be set: it can only be read; print what stands before the dot, and see what else it has/g,
    '$1 não pode ser atribuído: só pode ser lido; imprima o que está antes do ponto, e veja o que mais ele tem',
  ],
  [
    /shapes (\[.*?\]) and (\[.*?\]) do not fit together: the two tensors of an operation must have the same shape/g,
    'as formas $1 e $2 não combinam: os dois tensores de uma operação precisam ter a mesma forma',
  ],
  [
    /a tensor is used after it was freed: by dispose, by a tf\.tidy that ended, or together with an earlier batch/g,
    'um tensor é usado depois de liberado: por dispose, por um tf.tidy que terminou, ou junto com um lote anterior',
  ],
  [
    /The state dict does not fit (\w+), so nothing was loaded:/,
    'O state dict não serve em $1, e nada foi carregado:',
  ],
  [/^( *)missing from the state dict: /gm, '$1faltam no state dict: '],
  [/^( *)not in the model: /gm, '$1não estão no modelo: '],
  [
    /: the state dict has shape (\[.*?\]), the model has (\[.*?\])/g,
    ': o state dict tem a forma $1, o modelo tem $2',
  ],
  [/… and (\d+) more/g, '… e mais $1'],
  [/(\w+\([^()]*\)) expects a tensor, got /, '$1 espera um tensor, e recebeu '],
  [/(\w+\([^()]*\)) expects (\[.*?\]), got (\[.*?\])\./, '$1 espera $2, e recebeu $3.'],
  [/ The channels come last here: transpose /, ' Aqui os canais vêm por último: use transpose '],
  [/(\w+)\(\) takes a list of tensors; it was given /, '$1() recebe uma lista de tensores; recebeu '],
  [
    /stack\(\) takes tensors; element (\d+) is not one: it is /,
    'stack() recebe tensores; o elemento $1 não é um: é ',
  ],
  [/stack\(\) takes tensors; element (\d+) was /, 'stack() recebe tensores; o elemento $1 já foi '],
  [
    /stack\(\) needs at least one tensor, got an empty list: are the items of the batch chosen, and awaited\?/,
    'stack() precisa de pelo menos um tensor, e recebeu uma lista vazia: os itens do lote foram escolhidos, e esperados (await)?',
  ],
  [
    /stack\(\) needs tensors that are alike: element 0 is (.+?), element (\d+) is (.+?)\. Images of several sizes need a Resize first\./,
    'stack() precisa de tensores iguais em dtype, forma e dispositivo: o elemento 0 é $1, o elemento $2 é $3. Imagens de vários tamanhos precisam antes de um Resize.',
  ],
  [
    /The arguments of to\(\) are swapped: the tensor comes first, then the device\./,
    'Os argumentos de to() estão trocados: primeiro vem o tensor, depois o dispositivo.',
  ],
  [
    /Device '(\w+)' is not started: await startDevice\('\w+'\) first\./,
    "O dispositivo '$1' não foi iniciado: antes, await startDevice('$1').",
  ],
  [/This tensor holds no data: it was (?=freed)/, 'Este tensor não tem mais dados: foi '],
  [/(\w+)\(\) (?:takes|moves) one tensor; it was given /, '$1() recebe um tensor; recebeu '],
  [/requiresGrad must be true or false; it was given /, 'requiresGrad só pode ser true ou false; recebeu '],
  [/a promise: await it/g, 'uma promessa: use await'],
  [
    /a pair or list of tensors: take it apart \(of (\d+)\)/g,
    'um par ou uma lista de tensores: desmonte-o (de $1)',
  ],
  [/(?<=recebeu |: é )a list \(of (\d+)\)/g, 'uma lista (de $1)'],
  [
    /(?<=recebeu |: é )one tensor, (\w+ \[.*?\]): a list is written \[a, b\]/g,
    'um só tensor, $1: uma lista se escreve [a, b]',
  ],
  [/(?<=recebeu |: é )the function (\S*): call it with \(…\)/g, 'a função $1: chame-a com (…)'],
  [/(?<=recebeu |: é )the text (?=")/g, 'o texto '],
  [/(?<=recebeu |: é )of the class (\S+)/g, 'da classe $1'],
  [/a text(?=: \+, -)/, 'um texto'],
  [
    /: \+, -, \* and \/ do not compute with tensors, their methods do, such as add/,
    ': +, -, * e / não calculam com tensores, os métodos deles sim, como add',
  ],
  [
    /undefined: something is missing, or a function has no return/g,
    'undefined: falta algo, ou uma função não tem return',
  ],
  [/^PyTorch's (\S+) is (.+) here\.$/, 'O $1 do PyTorch aqui é $2.'],
  [
    /Linear\(inFeatures, outFeatures\) takes two whole numbers; (\w+) was (\S+)\./,
    'Linear(inFeatures, outFeatures) recebe dois números inteiros; $1 era $2.',
  ],
  [/^A tensor is used after it was (?=freed)/, 'Um tensor é usado depois de ser '],
  [
    /^A tensor of the result is given back after it was (?=freed)/,
    'Um tensor do resultado é devolvido depois de ser ',
  ],
  [/(\w+\([^()]*\)) got a tensor that was (?=freed)/, '$1 recebeu um tensor já '],
  [/freed by (dispose\(\)|tf\.tidy) at line (\d+) of ([\w.-]+)/, 'liberado por $1 na linha $2 de $3'],
  [/freed (?:by the toolkit|before)(?=; )/, 'liberado antes'],
  [/; tidy keeps only what its function returns/, '; tidy só mantém o que sua função devolve'],
  [/; free it after its last use/, '; libere-o depois do último uso'],
  [
    /freed when the call that made it ended; a call keeps only what it returns/,
    'liberado quando terminou a chamada que o fez; uma chamada só mantém o que devolve',
  ],
  [
    /the function calls itself without end, or something that it calls does/g,
    'a função chama a si mesma sem fim, ou algo que ela chama faz isso',
  ],
];
