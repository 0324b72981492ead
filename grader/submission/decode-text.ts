/** The text of a submitted file, or what is wrong with it. A byte order mark goes. */
export function decodeText(
  bytes: Uint8Array,
  { mayBeEmpty }: { mayBeEmpty: boolean },
): { text: string } | { problem: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'is not UTF-8 text; save it with the encoding UTF-8' };
  }
  if (text.trim() !== '' || mayBeEmpty) return { text };
  return { problem: 'is empty; copy the stub back and write the function there' };
}
