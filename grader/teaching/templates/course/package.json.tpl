{
  "name": "{{name}}",
  "version": "1.0.0",
  "private": true,
  "engines": {
    "node": ">=20.19"
  },
  "boletim": {
    "assignment": "{{id}}"
  },
  "scripts": {
    "grade": "boletim grade",
    "boletim": "boletim",
    "check": "boletim check",
    "types": "tsc --noEmit -p .",
    "format": "prettier --write .",
    "format:check": "prettier --check . || node -e \"console.error('Run: npm run format'); process.exit(1)\"",
    "test": "npm run format:check && npm run types && npm run check",
    "prepare": "boletim prepare"
  },
  "dependencies": {{dependencies}},
  "devDependencies": {{devDependencies}}
}
