# yaml-language-server: $schema=../../node_modules/@boletim/grader/schema/assignment.schema.json
id: {{id}}
version: 1.0.0
title: {{title}}
lab: lab.ts
files: [src/double.ts]
declaration: declaration.yaml
questions:
  - id: double
    title: Twice a number
    points: 2
    file: src/double.ts
    function: double
    suite: suites/double.suite.ts
    start: Open src/double.ts, replace the throw by what the function returns, and save.
    tests:
      - { id: whole-numbers, points: 1 }
      - { id: negative-numbers, points: 1 }
