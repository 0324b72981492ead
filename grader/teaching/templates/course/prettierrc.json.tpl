{
  "printWidth": 110,
  "singleQuote": true
}
