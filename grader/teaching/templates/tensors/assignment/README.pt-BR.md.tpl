# {{title}}

In English: [README.md](README.md)

Escreva `scale` em [src/scale.ts](src/scale.ts): ela devolve o tensor vezes o número. Depois

```sh
npm run grade -- {{id}}
```
