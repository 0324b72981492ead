import fs from 'node:fs';
import path from 'node:path';
import { filesBelow } from '@boletim/grader/system';
import { findSecretsOfRecords } from './record-secrets';

/**
 * What must never be in a release, found in what is about to go out. Four nets: paths that only teachers have, files
 * with the same content as a solution or a hidden fixture, the canaries (`canary: some-long-token` in any file below
 * solutions/) wherever they turn up, and records of mistakes that tell something right.
 * @param files the release: contents by path
 * @returns one sentence for each find; empty when it is clean
 */
export function findSecrets(root: string, files: ReadonlyMap<string, Buffer>): string[] {
  const secrets = readSecrets(path.join(root, 'solutions'));
  const canaries = [...new Set(secrets.flatMap(({ text }) => canariesIn(text)))];
  const bySource = new Map(secrets.filter(isCode).map((secret) => [essence(secret.text), secret.file]));
  const hidden = new Map(secrets.filter(isHidden).map(({ file, text }) => [text, file]));
  const inFiles = [...files].flatMap(([file, bytes]) => {
    const text = bytes.toString('latin1');
    const twin = file.endsWith('.ts') ? bySource.get(essence(text)) : hidden.get(text);
    return [
      ...(/(^|\/)(solutions|mutants)(\/|$)|(^|\/)hidden\.yaml$/.test(file)
        ? [`${file} is only for teachers`]
        : []),
      ...(twin === undefined
        ? []
        : [`${file} is the same as solutions/${twin}${file.endsWith('.ts') ? '; put the stub back' : ''}`]),
      ...canaries
        .filter((canary) => text.includes(canary))
        .map((canary) => `${file} holds the canary ${canary}`),
    ];
  });
  return [...inFiles, ...findSecretsOfRecords(root, files, essence)];
}

interface Secret {
  file: string;
  text: string;
}

function readSecrets(folder: string): Secret[] {
  return filesBelow(folder).map((file) => ({
    file: path.relative(folder, file).split(path.sep).join('/'),
    text: fs.readFileSync(file, 'latin1'),
  }));
}

function canariesIn(text: string): string[] {
  return [...text.matchAll(/\bcanary:\s*([\w-]{12,})/gi)].map((match) => match[1]!);
}

function isCode({ file }: Secret): boolean {
  return file.endsWith('.ts');
}

/** Fixtures of hidden suites; what is as short as an empty list says nothing. */
function isHidden({ file, text }: Secret): boolean {
  return file.includes('/suites/') && !file.endsWith('.ts') && text.length >= 16;
}

/** Code without comments and white space: a reworded comment does not hide a solution. */
function essence(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(?<!:)(?<!\/)\/\/.*$/gm, '')
    .replace(/\s+/g, '');
}
