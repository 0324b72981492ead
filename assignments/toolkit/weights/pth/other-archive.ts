/**
 * The folder of an archive of these entries that `torch.save` wrote, with the slash behind it.
 *
 * @throws Error with what the archive is instead
 */
export function requirePyTorch(entries: readonly string[]): string {
  const [, says] = OTHERS.find(([pattern]) => entries.some((name) => pattern.test(name))) ?? [];
  if (says) throw new Error(says);
  // In a folder of the archive's own, whatever its name.
  const folder = entries
    .map((name) => /^([^/]*\/)data\.pkl$/.exec(name)?.[1])
    .find((own) => own !== undefined);
  if (folder !== undefined) return folder;
  const names = `${entries.slice(0, SHOWN).join(', ')}${entries.length > SHOWN ? ', …' : ''}`;
  throw new Error(
    `no PyTorch file: it is a zip archive of ${names || 'nothing'}. Unpack it and name the file of weights`,
  );
}

const SHOWN = 4;

const OTHERS: readonly [entry: RegExp, says: string][] = [
  [
    /^[^/]+\/(constants\.pkl|code\/)/,
    'refused: it is a program of TorchScript. In Python, save its weights: ' +
      'torch.save(torch.jit.load(path).state_dict(), new_path)',
  ],
  [
    /(^|\/)(archive_format|serialized_exported_program\.json|models\/[^/]+\.json)$/,
    'refused: it is a program of torch.export. In Python, save its weights: ' +
      'torch.save(torch.export.load(path).state_dict, new_path)',
  ],
  [
    /\.npy$/,
    'refused: it is an archive of NumPy (.npz). In Python, save tensors: ' +
      'torch.save({k: torch.from_numpy(v) for k, v in numpy.load(path).items()}, new_path)',
  ],
  [
    /\.weights\.h5$/,
    'refused: it is a model of Keras, and weights are read from what torch.save or safetensors wrote. ' +
      'In Python, save its arrays as tensors with torch.save',
  ],
  [
    /^\.data\/(extern_modules|python_version)$|^\.metadata$/,
    'refused: it is a package of PyTorch. In Python, save the state dict alone',
  ],
];
