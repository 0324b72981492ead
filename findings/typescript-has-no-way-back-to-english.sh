#!/usr/bin/env bash
# typescript 5.9.3: once a process has asked for another language, no call brings English back.
#
# validateLocaleAndSetLanguage(locale, sys, errors) sets the language of all diagnostics. A good guess: calling it with 'en'
# undoes it, for 'en' is valid (it gives no error) and unknown languages fall back to English. It looks for a folder `en` beside
# the compiler, which no package has, finds none, and leaves the last language as it was. Programs that serve people of several
# languages in one process have to keep them apart themselves. Seen on Node 20.20.2:
#   at first: Expression expected.
#   pt-BR: Expressão esperada.
#   en: Expressão esperada.
#   en-US: Expressão esperada.
#   xx: Expressão esperada.
#   de: Es wurde ein Ausdruck erwartet.
#   errors: 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund typescript@5.9.3
cat >see.js <<'JS'
const ts = require('typescript');
const errors = [];
const says = () =>
  ts.flattenDiagnosticMessageText(
    ts.transpileModule('const x = ;', { reportDiagnostics: true }).diagnostics[0].messageText,
    '\n',
  );
console.log(`at first: ${says()}`);
for (const locale of ['pt-BR', 'en', 'en-US', 'xx', 'de']) {
  ts.validateLocaleAndSetLanguage(locale, ts.sys, errors);
  console.log(`${locale}: ${says()}`);
}
console.log(`errors: ${errors.length}`);
JS
node see.js | tee seen.txt
diff seen.txt - <<'EXPECTED'
at first: Expression expected.
pt-BR: Expressão esperada.
en: Expressão esperada.
en-US: Expressão esperada.
xx: Expressão esperada.
de: Es wurde ein Ausdruck erwartet.
errors: 0
EXPECTED
