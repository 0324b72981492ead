# {{title}}

Em português: [README.pt-BR.md](README.pt-BR.md)

Write `scale` in [src/scale.ts](src/scale.ts): it returns the tensor times the number. Then

```sh
npm run grade -- {{id}}
```
