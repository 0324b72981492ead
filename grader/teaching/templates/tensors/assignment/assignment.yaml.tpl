# yaml-language-server: $schema=../../node_modules/@boletim/grader/schema/assignment.schema.json
id: {{id}}
version: 1.0.0
title: {{title}}
lab: lab.ts
files: [src/scale.ts]
declaration: declaration.yaml
questions:
  - id: scale
    title: A tensor times a number
    points: 2
    file: src/scale.ts
    function: scale
    suite: suites/scale.suite.ts
    start: Open src/scale.ts, replace the throw by what the function returns, and save.
    tests:
      - { id: values, points: 1 }
      - { id: shape, points: 1 }
