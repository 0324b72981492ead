import fs from 'node:fs';
import path from 'node:path';
import type { TrainingRecord } from '../record';
import { curvesSvg } from './curves';
import { historyCsv, historyJson } from './history';
import { toPng } from './png';
import { worstSvg } from './worst';

/**
 * Writes what a training leaves for people: its history, its curves and the worst predictions.
 *
 * @returns the paths of everything in the folder that belongs to this training, relative to where it was started
 */
export async function writeArtifacts(
  record: TrainingRecord,
  { out, data }: { out: string; data: string },
): Promise<string[]> {
  const files = new Map<string, string | Uint8Array>();
  if (record.epochs.length > 0 || record.batches.length > 0) {
    const curves = curvesSvg(record);
    files.set('history.json', historyJson(record)).set('history.csv', historyCsv(record));
    files.set('curves.svg', curves).set('curves.png', await toPng(curves));
  }
  if (record.test && record.plan) {
    const worst = await worstSvg(record.test.predictions, { classes: record.plan.classes, data });
    files.set('worst.svg', worst).set('worst.png', await toPng(worst));
  }
  if (files.size > 0) fs.mkdirSync(out, { recursive: true });
  for (const [name, content] of files) fs.writeFileSync(path.join(out, name), content);
  // The weights came during the training, and only a training that was measured to its end sends them.
  const names = [...files.keys(), ...(record.weights ? ['weights.safetensors'] : [])];
  return names.map((name) => path.relative(process.cwd(), path.join(out, name)));
}
