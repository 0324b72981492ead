/** A file for a gradebook and what its reader will not get from it. */
export interface GradebookFile {
  text: string;
  /** Students that were left out, with the reason; other things to know before the upload. */
  warnings: string[];
}
