# {{name}}

A course that [Boletim](https://www.npmjs.com/package/@boletim/grader) grades. Node 20.19 or newer is all it needs.

```sh
npm install
npm run grade          # grades the stubs of assignments/{{id}}: nothing, because nothing is written yet
npm test               # proves the course: format, types, and that stubs earn nothing, solutions all, mistakes are caught
```

| folder | what |
|---|---|
| `assignments/<id>` | what students see: handout, stubs, suites, lab |
| `solutions/<id>` | what only teachers see: solution, hidden suites, mutants |
| `fixtures/<id>` | `inputs` that a submission may read, `expected` that it never may |

```sh
npx boletim new lists                       # another assignment
npx boletim release {{id}} --out student    # what students receive
npx boletim class downloads {{id}} --out grades
npx boletim review grades                   # read, comment, give points
```
