import ts from 'typescript';

/** Every module that a source file names in an import, an export or a require, without its relative ones. */
export function importedModules(text: string): string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) => fileName).filter((name) => !name.startsWith('.'));
}
