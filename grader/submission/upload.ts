/** How an uploaded file is read, judged by its name. */
export type UploadKind = 'folder' | 'zip' | 'tar' | 'unsupported-archive' | 'file';

/** One uploaded folder or file. */
export interface Upload {
  /** Where it lies. */
  path: string;
  /** What the student called it; for a folder, empty. */
  name: string;
  kind: UploadKind;
}

const ARCHIVES: readonly [RegExp, UploadKind][] = [
  [/\.zip$/i, 'zip'],
  [/\.(tar|tar\.gz|tgz)$/i, 'tar'],
  [/\.(rar|7z|xz|bz2|gz|zst|lz|iso)$/i, 'unsupported-archive'],
];

/** The kind of a file by its extension; a folder is not a file. */
export function kindOfFile(name: string): UploadKind {
  return ARCHIVES.find(([pattern]) => pattern.test(name))?.[1] ?? 'file';
}

/** The name without a readable archive's extension. */
export function withoutArchiveExtension(name: string): string {
  return name.replace(/\.(zip|tar|tar\.gz|tgz)$/i, '');
}
