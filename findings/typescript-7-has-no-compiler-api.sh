#!/usr/bin/env bash
# typescript 7.0.2: `require('typescript')` holds two version texts and nothing else, and ts-node cannot use it.
#
# A good guess: the package that has carried the compiler's API since 1.x still does in the next major, which compiles the
# same language; npm installs it without a word, for ts-node 10.9.2 asks for typescript >=2.7. The compiler is a native program
# now, and programs that call it through the package's main module find no function there. Seen on Node 20.20.2:
#   6.0.3 transpileModule function, ts-node compiles
#   7.0.2 transpileModule undefined, ts-node: TypeError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/probe.js" <<'JS'
const ts = require('typescript');
const compiled = () => {
  try {
    const compilerOptions = { module: 'commonjs', moduleResolution: 'node10', target: 'es2022', ignoreDeprecations: '6.0' };
    require('ts-node').create({ transpileOnly: true, skipProject: true, compilerOptions }).compile('const a: number = 1;', 'a.ts');
    return ' compiles';
  } catch (error) {
    return `: ${error.name}`;
  }
};
console.log('seen:', ts.version, 'transpileModule', `${typeof ts.transpileModule}, ts-node${compiled()}`);
JS
seen=$(
  for version in 6.0.3 7.0.2; do
    mkdir "$folder/$version"
    cd "$folder/$version"
    cp ../probe.js .
    npm init -y >/dev/null
    npm install --no-audit --no-fund --silent "typescript@$version" ts-node@10.9.2 @types/node@20.19.25 >/dev/null
    node probe.js 2>&1 | grep '^seen: ' | cut -c7-
  done
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.0.3 transpileModule function, ts-node compiles
7.0.2 transpileModule undefined, ts-node: TypeError
EXPECTED
