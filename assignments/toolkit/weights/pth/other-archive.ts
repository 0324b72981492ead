/** Throws unless an archive of these entries is one that `torch.save` wrote, with what it is instead. */
export function requirePyTorch(entries: readonly string[]): void {
  const [, says] = OTHERS.find(([pattern]) => entries.some((name) => pattern.test(name))) ?? [];
  if (says) throw new Error(says);
  // In a folder of the archive's own, whatever its name.
  if (entries.some((name) => /^[^/]*\/data\.pkl$/.test(name))) return;
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
    /^\.data\/(extern_modules|python_version)$|^\.metadata$/,
    'refused: it is a package of PyTorch. In Python, save the state dict alone',
  ],
];
