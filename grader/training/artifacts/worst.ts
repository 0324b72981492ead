import fs from 'node:fs';
import path from 'node:path';
import type { Prediction } from '../judge';
import { drawing, escapeXml } from './drawing';

const COLUMNS = 4;
const MOST = 12;
const CELL = { width: 180, height: 216 };
const IMAGE = 160;
const TOP = 44;

/** The images whose true class the model found least likely, each with what it is and what the model took it for. */
export async function worstSvg(
  predictions: readonly Prediction[],
  { classes, data }: { classes: readonly string[]; data: string },
): Promise<string> {
  const shown = predictions.slice(0, MOST);
  const cells = await Promise.all(shown.map((prediction, i) => cell(prediction, i, { classes, data })));
  const wrong = predictions.filter(({ target, predicted }) => target !== predicted).length;
  const title =
    wrong > 0
      ? `Worst predictions: ${wrong} of ${predictions.length} test images are wrong`
      : `All ${predictions.length} test images are right; these least surely`;
  const height = TOP + Math.ceil(shown.length / COLUMNS) * CELL.height;
  return drawing({ width: COLUMNS * CELL.width, height }, [
    `<text x="10" y="26" font-size="14" font-weight="bold">${escapeXml(title)}</text>`,
    ...cells,
  ]);
}

async function cell(
  { file, target, predicted, targetProbability, predictedProbability }: Prediction,
  position: number,
  { classes, data }: { classes: readonly string[]; data: string },
): Promise<string> {
  const [x, y] = [(position % COLUMNS) * CELL.width, TOP + Math.floor(position / COLUMNS) * CELL.height];
  const image = await thumbnail(file, data);
  const said = `${classes[predicted]} ${percent(predictedProbability)}`;
  const truth = target === predicted ? 'right' : `is ${classes[target]} ${percent(targetProbability)}`;
  return [
    `<g transform="translate(${x + 10} ${y})">`,
    image === null
      ? `<rect width="${IMAGE}" height="${IMAGE}" fill="#eef2f6"/>`
      : `<image width="${IMAGE}" height="${IMAGE}" href="data:image/png;base64,${image}"/>`,
    `<text y="${IMAGE + 16}" fill="${target === predicted ? '#1a7f37' : '#cf222e'}">${escapeXml(said)}</text>`,
    `<text y="${IMAGE + 32}">${escapeXml(truth)}</text>`,
    `<text y="${IMAGE + 46}" font-size="9" fill="#57606a">${escapeXml(file.slice(-32))}</text>`,
    '</g>',
  ].join('\n');
}

/** The image in base64; null for a file that is not one, or that is not one of the data set's. */
async function thumbnail(file: string, data: string): Promise<string | null> {
  try {
    const found = fs.realpathSync(path.join(data, file));
    // The sandbox says which file it is; it may name any.
    if (path.relative(data, found).startsWith('..') || path.isAbsolute(file)) return null;
    const { default: sharp } = await import('sharp');
    const small = sharp(found).resize(IMAGE, IMAGE, {
      fit: 'contain',
      background: '#eef2f6',
      kernel: 'nearest',
    });
    return (await small.png().toBuffer()).toString('base64');
  } catch {
    return null;
  }
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(1)} %`;
}
