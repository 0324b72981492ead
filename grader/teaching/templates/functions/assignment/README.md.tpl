# {{title}}

Em português: [README.pt-BR.md](README.pt-BR.md)

Write `double` in [src/double.ts](src/double.ts): it returns its argument, two times. Then

```sh
npm run grade -- {{id}}
```
