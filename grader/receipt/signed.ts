import { canonicalJson } from './canonical';
import { isSignature, type SigningKey } from './keys';

/** Who signed, and the signature. */
export interface Signature {
  key: string;
  signature: string;
}

/**
 * Signs claims of a kind, like `boletim/receipt/v1`. The kind is part of what is signed: a signature on one kind of
 * claims is none on another that looks alike.
 */
export function signClaims<Claims extends object>(
  kind: string,
  claims: Claims,
  key: SigningKey,
): Claims & Signature {
  const named = { ...claims, key: key.publicKey };
  return { ...named, signature: key.sign(signedBytes(kind, named)) };
}

/** Whether the claims are as they were when they were signed, by the key that they name. */
export function isUnchanged(kind: string, signed: Signature): boolean {
  const { signature, ...named } = signed;
  return isSignature(named.key, signedBytes(kind, named), signature);
}

function signedBytes(kind: string, claims: object): Buffer {
  return Buffer.from(`${kind}\n${canonicalJson(claims)}`);
}
