/** What the name of a downloaded folder or file says, in the terms of the platform that wrote it. */
export interface NameParts {
  /** The platform's key for whoever handed in: Moodle's participant or group, Canvas' user, a user name. */
  id: string;
  /** Of the person or the group, as the platform wrote it; null when there is none. */
  name: string | null;
  /** The file's own name, without what the platform put in front; empty for a folder. */
  file: string;
  /** Whether the platform marked it late; null when it does not say. */
  late: boolean | null;
  /** Grows with each upload; 0 where a platform keeps only the last. */
  order: number;
}
