import { expect } from 'chai';
import path from 'node:path';

import type { StateDict } from '../../../nn';
import { readWeights } from '../../../weights';
import { expected } from '../../support/expected';
import { asData, type ExpectedTensor } from './as-data';

const INPUTS = path.resolve(__dirname, '../../../../../fixtures/toolkit/inputs/pth/beside');
const FILES = expected<Record<string, Record<string, ExpectedTensor> | null>>('weights-beside');

function read(file: string, key?: string, notices: string[] = []): Promise<StateDict> {
  return readWeights(path.join(INPUTS, file), { key, onNotice: (text) => notices.push(path.basename(text)) });
}

function asNumbers(stateDict: StateDict): Record<string, unknown> {
  return Object.fromEntries([...stateDict].map(([name, tensor]) => [name, asData(tensor)]));
}

describe('readWeights, of checkpoints with more than weights,', () => {
  const readable = Object.entries(FILES).filter(([, tensors]) => tensors !== null);
  for (const [file, tensors] of readable.filter(([name]) => name !== 'two-inside.ckpt')) {
    it(`reads ${file} as PyTorch does`, async () => {
      expect(asNumbers(await read(file))).to.deep.equal(tensors);
    });
  }

  const ADVICE = 'expected text. In Python, save {str(name): x for name, x in state_dict.items()}';
  const refusals: Record<string, string> = {
    'name-of-numpy.pth': `the name of a tensor is a NumPy scalar, ${ADVICE}`,
    'names-of-numpy.pth': `the name of a tensor is a NumPy scalar, ${ADVICE}`,
    'name-of-a-class.pth': `the name of a tensor is a weights_beside.Name object, ${ADVICE}`,
    'name-of-bytes.pth': `the name of a tensor is bytes, ${ADVICE}`,
    'name-of-a-pair.pth': `the name of a tensor is a list, ${ADVICE}`,
    'name-with-a-fraction.pth': `the name of a tensor is a number, ${ADVICE}`,
    'no-name.pth': `the name of a tensor is nothing, ${ADVICE}`,
    'two-known-and-a-vector.pth':
      "it has several, model, net. Choose one: with the option { key: 'model' }, " +
      'or in RETRAIN_WEIGHTS and --retrain-weights as FILE#model',
  };
  it('refuses what no network takes by what it is', async () => {
    const refused = Object.keys(FILES).filter((file) => FILES[file] === null);
    const said = await Promise.all(refused.map((file) => read(file).catch((error: Error) => error.message)));
    expect(Object.fromEntries(refused.map((file, i) => [file, said[i]]))).to.deep.equal(
      Object.fromEntries(
        refused.map((file) => [file, `${path.join(INPUTS, file)}: no state dict: ${refusals[file]}`]),
      ),
    );
  });

  for (const network of ['model', 'ema_model'])
    it(`takes ${network} for what names begin with, wherever they are and whatever wraps them`, async () => {
      const all = Object.entries(FILES['two-inside.ckpt']!);
      const own = all.filter(([name]) => name.startsWith(`${network}.`));
      const tensors = own.map(([name, tensor]) => [name.slice(network.length + 1), tensor]);
      expect(asNumbers(await read('two-inside.ckpt', network))).to.deep.equal(Object.fromEntries(tensors));
    });

  it('says which dictionary it took although vectors stand beside it', async () => {
    const notices: string[] = [];
    await read('vector-beside.pth', undefined, notices);
    expect(notices).to.deep.equal(['vector-beside.pth: The weights are its "params", beside seen.']);
  });
});
