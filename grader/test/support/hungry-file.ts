/** Some hundred bytes for which the compiler needs more memory than there is: texts of an enum that repeat each other. */
export const HUNGRY_FILE = `enum E { A = '${'"x'.repeat(32)}', B = ${repeated('A', 64)}, C = ${repeated('B', 64)}, D = ${repeated('C', 192)} }`;

/** A template that holds a name so many times. */
function repeated(name: string, times: number): string {
  return `\`${`\${${name}}`.repeat(times)}\``;
}
