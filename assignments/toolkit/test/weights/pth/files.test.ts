import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';

import type { StateDict } from '../../../nn';
import { readWeights } from '../../../weights';
import { expected } from '../../support/expected';
import { asData, type ExpectedTensor } from './as-data';

const INPUTS = path.resolve(__dirname, '../../../../../fixtures/toolkit/inputs/pth');

/** Reads a file of PyTorch 1.13 or 2.15; what it says meanwhile is added to `notices`. */
function read(file: string, key?: string, notices: string[] = []): Promise<StateDict> {
  return readWeights(path.join(INPUTS, file), { key, onNotice: (text) => notices.push(path.basename(text)) });
}

async function failure(file: string, key?: string): Promise<string> {
  return read(file, key).then(
    () => 'It was read.',
    (error: Error) => error.message,
  );
}

for (const version of ['1.13', '2.15']) {
  const files = expected<Record<string, Record<string, ExpectedTensor> | null>>(`weights-files-${version}`);

  describe(`readWeights, of what PyTorch ${version} wrote,`, () => {
    for (const [file, tensors] of Object.entries(files).filter(([, found]) => found !== null)) {
      it(`reads ${file} as PyTorch does`, async () => {
        const stateDict = await read(`${version}/${file}`);
        expect([...stateDict.keys()]).to.deep.equal(Object.keys(tensors!));
        for (const [name, tensor] of stateDict) expect(asData(tensor), name).to.deep.equal(tensors![name]);
      });
    }

    for (const file of Object.keys(files).filter((name) => files[name] === null)) {
      it(`refuses ${file} with what to do`, async () => {
        const said = await failure(`${version}/${file}`);
        expect(said).to.match(REFUSALS[file]);
        expect(said)
          .to.contain(`${version}/${file}: `)
          .and.match(/In Python, save|Choose one/);
      });
    }
  });
}

const REFUSALS: Readonly<Record<string, RegExp>> = {
  'two-networks.pth': /it has several, generator, discriminator\. Choose one: .*FILE#generator$/,
  'complex.pth': /refused: tensor rotation is complex64, and networks here compute with real numbers/,
  'complex.safetensors': /refused: tensor rotation is complex64, and networks here/,
  'sparse.pth': /refused: tensor weight is sparse\. In Python, save x\.to_dense\(\)/,
  'quantized.pth': /refused: tensor weight is quantized\. In Python, save x\.dequantize\(\)/,
  'meta.pth': /refused: tensor weight is without numbers/,
  'uint64.pth': /refused: tensor big is uint64\. In Python, save x\.float\(\)/,
  'whole-module.pth': /asks for torch\.nn\.modules\.container\.Sequential, .*torch\.save\(model\.state_dict/,
  'whole-module-legacy.pth': /asks for torch\.nn\.modules\.linear\.Linear, .*torch\.save\(model\.state_dict/,
  'whole-module-inside.pth':
    /no tensors of a network but model \(a torch\.nn\.modules\.container\.Sequential obj/,
  'whole-module-list.pth':
    /it is a list of a torch\.nn\.modules\.container\.Sequential object, expected a dictionary/,
  'optimizer-alone.pth': /no tensors of a network but state \(a dictionary\), param_groups \(a list\)/,
  'numpy-alone.pth': /no tensors of a network but weight \(a NumPy array\)/,
  'one-tensor.pth': /it is a tensor, expected a dictionary of tensors/,
  'script.pt': /it is a program of TorchScript\. .*torch\.jit\.load/,
};

describe('readWeights', () => {
  const chosen: [key: string, file: string, names: string[]][] = [
    ['discriminator', '2.15/two-networks.pth', ['0.weight', '0.bias']],
    ['state_dict_ema', '2.15/timm.pth', ['0.weight', '0.bias']],
    ['state_dict.model', '2.15/lightning.ckpt', ['0.weight', '0.bias']],
    ['trainer.nets', '1.13/deep.pth', ['0.weight', '0.bias']],
    ['trainer.nets.backbone.0', '1.13/deep.pth', ['weight', 'bias']],
    ['1', '1.13/pair.pth', ['0.weight', '0.bias']],
    ['0', '1.13/integer-keys.pth', ['weight']],
    ['optimizer.state.0', '1.13/timm.pth', ['step', 'exp_avg']],
  ];
  for (const [key, file, names] of chosen) {
    it(`reads what the key ${key} leads to in ${file}`, async () => {
      expect([...(await read(file, key)).keys()].slice(0, names.length)).to.deep.equal(names);
    });
  }

  it('reads the two networks of a file by their keys, each its own', async () => {
    const [one, other] = ['generator', 'discriminator'].map((key) => read('2.15/two-networks.pth', key));
    expect((await one).get('0.weight')).to.not.deep.equal((await other).get('0.weight'));
  });

  it('says which keys there are when the one asked for is not', async () => {
    expect(await failure('1.13/tutorial.pth', 'modle')).to.match(
      /it has no "modle"; it has epoch, model_state_dict, optimizer_state_dict, loss$/,
    );
    expect(await failure('1.13/tutorial.pth', 'epoch')).to.contain('its "epoch" is a number');
  });

  const notices: [file: string, said: string][] = [
    ['state-dict.pth', ''],
    [
      'tutorial.pth',
      'tutorial.pth: The weights are its "model_state_dict", beside epoch, optimizer_state_dict, loss.',
    ],
    [
      'timm.pth',
      'timm.pth: The weights are its "state_dict", beside epoch, arch, optimizer, version, args, amp_scaler, ' +
        'state_dict_ema, metric.',
    ],
    ['deep.pth', 'deep.pth: The weights are its "trainer.nets.backbone", beside date, losses.'],
    ['data-parallel.pth', 'data-parallel.pth: The prefix module. was taken off the names.'],
    [
      'averaged.pth',
      "averaged.pth: The prefix module. was taken off the names; n_averaged is not the model's and left out.",
    ],
    [
      'compiled-parallel.pth',
      'compiled-parallel.pth: The prefixes _orig_mod. and module. were taken off the names.',
    ],
    [
      'numpy-beside.pth',
      'numpy-beside.pth: Left out, as they are no tensors: mean (a NumPy array), best (a NumPy scalar), ' +
        'step (a NumPy scalar), names (a NumPy array), dtype (a NumPy dtype).',
    ],
    [
      'objects-beside.pth',
      'objects-beside.pth: The weights are its "state_dict", beside phase, best, generator.',
    ],
    ['one-named-module.pth', ''],
    ['data-parallel.safetensors', 'data-parallel.safetensors: The prefix module. was taken off the names.'],
  ];
  for (const [file, said] of notices) {
    it(`says of ${file} ${said ? 'what it made of it' : 'nothing'}`, async () => {
      const heard: string[] = [];
      await read(`2.15/${file}`, undefined, heard);
      expect(heard.join('\n')).to.equal(said);
    });
  }

  it('reads a file without checksums, and still notices one that is cut', async () => {
    const file = path.join(INPUTS, '2.15/without-checksums.pth');
    const bytes = fs.readFileSync(file);
    const error = await readWeights(bytes.subarray(0, bytes.length - 40)).catch((thrown: Error) => thrown);
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/truncated/);
  });
});
