# Wrong solutions that the suites must catch: each replaces a piece of the solution's file.
- id: adds-two
  about: Adds two instead of doubling.
  file: src/double.ts
  replace: value * 2
  with: value + 2
  fails: [double/whole-numbers, double/negative-numbers, double/drawn-numbers]
