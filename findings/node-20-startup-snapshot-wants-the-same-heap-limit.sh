#!/usr/bin/env bash
# node 20.19.6 and 22.23.3 (npm package `node`): a startup snapshot is for one heap limit, and from Node 22 on for all.
#
# --build-snapshot keeps a program's memory, from which --snapshot-blob starts. A good guess: the heap limit is a setting of the
# process that starts, as it is without a snapshot; or, read from the manual ("V8 flags must match"), that it always counts.
# Node 20 takes --max-old-space-size and --stack-trace-limit for V8 configurations that have to be those of the
# build, and ends with code 1 and a sentence about versions; Node 22 starts with any. Whoever keeps a snapshot beside limits that
# users set needs one for each of them on Node 20, or a way without. Seen:
#   v20.19.6, as built: started
#   v20.19.6, --max-old-space-size=600: refused
#   v20.19.6, --stack-trace-limit=20: refused
#   v22.23.3, as built: started
#   v22.23.3, --max-old-space-size=600: started
#   v22.23.3, --stack-trace-limit=20: started
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >program.js <<'JS'
require('node:v8').startupSnapshot.setDeserializeMainFunction(() => console.log('started'));
JS
for version in 20.19.6 22.23.3; do
  mkdir "$version"
  (cd "$version" && echo '{"private": true}' >package.json && npm install --silent --no-audit --no-fund "node@$version")
  node="$folder/$version/node_modules/.bin/node"
  built=(--max-old-space-size=500 --stack-trace-limit=10)
  "$node" "${built[@]}" --snapshot-blob kept.blob --build-snapshot program.js
  start() {
    local what=$1 said
    shift
    said=$("$node" "$@" --snapshot-blob kept.blob x 2>&1) || true
    case $said in
      started) echo "$("$node" --version), $what: started" ;;
      *"different V8 configurations"*) echo "$("$node" --version), $what: refused" ;;
      *) echo "$("$node" --version), $what: $said" ;;
    esac
  }
  start 'as built' "${built[@]}"
  start '--max-old-space-size=600' --max-old-space-size=600 --stack-trace-limit=10
  start '--stack-trace-limit=20' --max-old-space-size=500 --stack-trace-limit=20
done | tee seen.txt
diff seen.txt - <<'EXPECTED'
v20.19.6, as built: started
v20.19.6, --max-old-space-size=600: refused
v20.19.6, --stack-trace-limit=20: refused
v22.23.3, as built: started
v22.23.3, --max-old-space-size=600: started
v22.23.3, --stack-trace-limit=20: started
EXPECTED
