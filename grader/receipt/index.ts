export { canonicalJson } from './canonical';
export { readChain, type Chain } from './chain';
export { enclosedReceipt, encloseReceipt, RESULTS_FILE } from './enclosed';
export {
  createKeyFile,
  publicKeySchema,
  readKnownKeys,
  readSigningKey,
  signatureSchema,
  signingKey,
  type KnownKeys,
  type SigningKey,
} from './keys';
export {
  readReceipt,
  receiptDigest,
  receiptText,
  signReceipt,
  type ReadReceipt,
  type Receipt,
  type ReceiptClaims,
} from './receipt';
export { isUnchanged, signClaims, type Signature } from './signed';
export {
  signStatement,
  statementProblem,
  statementSchema,
  type GradedWork,
  type Statement,
} from './statement';
