# Wrong solutions that the suites must catch: each replaces a piece of the solution's file.
- id: adds-the-factor
  about: Adds the factor instead of multiplying by it.
  file: src/scale.ts
  replace: x.mul(factor)
  with: x.add(factor)
  fails: [scale/values, scale/shape, scale/drawn-tensor]
