/** Modules that a sandbox loads, found and read ahead by who starts it. */
export interface PackedModules {
  /** What a module's `require` of a relative name means: name to file, by the absolute path of who asks. */
  found: Record<string, Record<string, string>>;
  /** CommonJS by absolute path. */
  code: Record<string, string>;
}
