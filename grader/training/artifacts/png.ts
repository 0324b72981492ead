/** A drawing as an image, at twice its size. */
export async function toPng(svg: string): Promise<Uint8Array> {
  // Only here: a run that trains nothing does not load it.
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(svg), { density: 144 }).png().toBuffer();
}
