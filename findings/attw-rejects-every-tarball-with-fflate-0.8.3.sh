#!/usr/bin/env bash
# @arethetypeswrong/cli 0.18.2 with fflate 0.8.3, the version that its range ^0.8.2 takes today.
#
# attw answers "error while checking file: Cannot read properties of undefined (reading 'filename')" for every tarball,
# that of a published package included, and ends with 3. It keeps the last chunk that fflate's Gunzip hands over; 0.8.2
# hands over one, all of it, and 0.8.3 two empty ones after it. A good guess blames the tarball; with fflate 0.8.2 held
# by an override the same file is read and judged.
#
# Seen:
#   fflate 0.8.3: chunks of 17408, 0, 0 bytes; attw ends with 3: Cannot read properties of undefined (reading 'filename')
#   fflate 0.8.2: chunks of 17408 bytes; attw ends with 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent clsx@2.1.1 >/dev/null

see() {
  mkdir "$1"
  (
    cd "$1"
    echo "{\"private\": true, \"overrides\": {\"fflate\": \"$1\"}}" >package.json
    npm install --silent --no-audit --no-fund @arethetypeswrong/cli@0.18.2 fflate@"$1"
    node --input-type=module -e '
      import fs from "node:fs";
      import { Gunzip } from "fflate";
      const sizes = [];
      new Gunzip((chunk) => sizes.push(chunk.length)).push(fs.readFileSync("../clsx-2.1.1.tgz"), true);
      console.log(sizes.join(", "));' >chunks
    ended=0
    npx attw ../clsx-2.1.1.tgz --profile node16 >said 2>&1 || ended=$?
    echo "fflate $1: chunks of $(cat chunks) bytes; attw ends with $ended$(grep -o ': *Cannot read.*\|^Cannot read.*' said | sed 's/^/: /;s/: : /: /' || true)"
  )
}

seen=$(see 0.8.3; see 0.8.2)
echo "$seen"
grep -q "^fflate 0.8.3: chunks of [0-9]*, 0, 0 bytes; attw ends with 3: Cannot read properties of undefined (reading 'filename')" <<<"$seen"
grep -q '^fflate 0.8.2: chunks of [0-9]* bytes; attw ends with 0$' <<<"$seen"
