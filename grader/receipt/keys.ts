import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import fs from 'node:fs';
import { z } from 'zod';
import { messageOf, UsageError } from '../errors';

/** A private Ed25519 key with the public one by which others know it, in 64 hexadecimal digits. */
export interface SigningKey {
  publicKey: string;
  sign(bytes: Uint8Array): string;
}

/** Names by public key, as a file of known keys lists them. */
export type KnownKeys = ReadonlyMap<string, string>;

export const publicKeySchema = z.string().regex(/^[0-9a-f]{64}$/);
export const signatureSchema = z.string().regex(/^[0-9a-f]{128}$/);

/** A new private key as the text of a PEM file. */
export function createKeyFile(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/**
 * Reads a private key that createKeyFile made: from its file, or from its text, as a CI has it in a variable. Throws a
 * UsageError that says what to do, and repeats no text of a key.
 */
export function readSigningKey(place: string): SigningKey {
  const isText = place.includes('-----BEGIN');
  const file = isText ? 'The text' : place;
  try {
    return signingKey(isText ? place : fs.readFileSync(place, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `${file} holds no key to sign with (${messageOf(error)}); "boletim key --out ${isText ? 'key.pem' : file}" makes a new one.`,
    );
  }
}

/** The key in the text of a PEM file. */
export function signingKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('it is not an Ed25519 key');
  const publicKey = rawPublicKey(createPublicKey(privateKey)).toString('hex');
  return { publicKey, sign: (bytes) => sign(null, bytes, privateKey).toString('hex') };
}

/** Whether a signature over these bytes was made with the private half of the key. */
export function isSignature(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, 'hex')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, bytes, key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

/** Reads a file of known keys: on each line a public key and a name. Throws a UsageError naming the line. */
export function readKnownKeys(file: string): Map<string, string> {
  const keys = new Map<string, string>();
  readLines(file).forEach((line, index) => {
    const [key = '', ...name] = line.trim().split(/\s+/);
    if (key === '' || key.startsWith('#')) return;
    if (!publicKeySchema.safeParse(key).success)
      throw new UsageError(
        `${file}:${index + 1}: a line is a public key of 64 hexadecimal digits and a name, as "boletim key" prints it`,
      );
    keys.set(key, name.join(' ') || key.slice(0, 16));
  });
  return keys;
}

function readLines(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)}); give a file of public keys.`);
  }
}

/** What stands before the 32 bytes of the key in every DER file of an Ed25519 key (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}
