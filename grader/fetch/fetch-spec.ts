/** One thing that an assignment may fetch, as its assignment.yaml describes it under `fetch:`, by a name of its own. */
export interface FetchSpec {
  /** The file's name in the cache; a .zip is unpacked there, into a folder of its name. */
  file: string;
  /** Where it is, best first; the next is tried when one fails. */
  urls: string[];
  /** Its length in bytes, where it is known. */
  bytes?: number;
  /** Its SHA-256 in hexadecimal, where it is known. */
  sha256?: string;
}
