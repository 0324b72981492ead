/** Names that Windows keeps for devices, whatever their extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MAX_LENGTH = 80;

/**
 * A name as a file name that is safe on every system: letters, digits, ".", "_", "@", "-"; no leading dot.
 * @example fileSlug('José Álvares/../x') // 'Jose-Alvares-x'
 */
export function fileSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._@-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[-.]+|(?<![-.])[-.]+$/g, '')
    .replace(/-[-.]+/g, '-')
    .slice(0, MAX_LENGTH);
  if (plain === '') return 'student';
  return RESERVED.test(plain) ? `_${plain}` : plain;
}

/** Gives every name a slug of its own, also where file names do not tell case apart. */
export class SlugBook {
  private readonly taken = new Set<string>();

  take(name: string): string {
    const slug = fileSlug(name);
    for (let count = 1; ; count++) {
      const candidate = count === 1 ? slug : `${slug}-${count}`;
      if (this.taken.has(candidate.toLowerCase())) continue;
      this.taken.add(candidate.toLowerCase());
      return candidate;
    }
  }
}
