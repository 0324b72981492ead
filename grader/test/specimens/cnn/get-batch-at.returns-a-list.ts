import { stack, type SimpleDataLoader } from 'boletim/toolkit';

export async function getBatchAt(loader: SimpleDataLoader, index: number) {
  const pairs = await Promise.all(
    loader.items.slice(index, index + loader.batchSize).map((item) => loader.transform(item)),
  );
  return [stack(pairs.map(([x]) => x)), pairs.length];
}
