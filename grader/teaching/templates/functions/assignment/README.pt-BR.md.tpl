# {{title}}

In English: [README.md](README.md)

Escreva `double` em [src/double.ts](src/double.ts): ela devolve o dobro do argumento. Depois

```sh
npm run grade -- {{id}}
```
