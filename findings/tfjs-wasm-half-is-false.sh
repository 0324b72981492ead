#!/usr/bin/env bash
# @tensorflow/tfjs-backend-wasm 4.22.0: tf.cast(x, "bool") cuts fractions off: 0.5 becomes false, and 2.5 a truth value of 2.
#
# A good guess: everything but zero is true, as on the backend `cpu`, in NumPy and in PyTorch. A mask of probabilities is
# empty on `wasm`. Seen on Node 20.20.2, for 0, 0.5, -0.5, 1 and 2.5:
#   cpu 0,1,1,1,1
#   wasm 0,0,0,1,2
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 >/dev/null
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
require('@tensorflow/tfjs-backend-wasm');
(async () => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    const mask = tf.cast(tf.tensor1d([0, 0.5, -0.5, 1, 2.5]), 'bool');
    console.log('seen:', backend, [...mask.dataSync()].map(Number).join());
  }
})();
JS
seen=$(node probe.js 2>/dev/null | grep '^seen: ' | cut -c7-)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
cpu 0,1,1,1,1
wasm 0,0,0,1,2
EXPECTED
