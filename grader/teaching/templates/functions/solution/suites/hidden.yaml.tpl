# yaml-language-server: $schema=../../../node_modules/@boletim/grader/schema/hidden.schema.json
assignment: {{id}}
# The solution that drawn tests may ask: the folder above this one.
reference: ..
questions:
  - id: double
    suite: double.suite.ts
    # Hidden tests decide half of the question's points, public tests the rest.
    share: 0.5
    tests:
      - { id: drawn-numbers, points: 1 }
