#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0, backend `cpu`: tf.tensorScatterUpdate changes the tensor that it is given.
#
# A good guess: tensors are immutable, so an update returns a new tensor (that is what `wasm` does, and TensorFlow's
# tensor_scatter_nd_update). Seen on Node 20.20.2:
#   cpu result [1,9,3] input afterwards [1,9,3]
#   wasm result [1,9,3] input afterwards [1,2,3]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 \
  @tensorflow/tfjs-backend-wasm@4.22.0 >/dev/null
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
require('@tensorflow/tfjs-backend-wasm');
(async () => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    const x = tf.tensor1d([1, 2, 3]);
    const y = tf.tensorScatterUpdate(x, tf.tensor2d([[1]], [1, 1], 'int32'), tf.tensor1d([9]));
    const text = [y, x].map((tensor) => JSON.stringify([...tensor.dataSync()]));
    console.log(`${backend} result ${text[0]} input afterwards ${text[1]}`);
  }
})();
JS
seen=$(node probe.js 2>/dev/null)
echo "$seen"
diff <(echo "$seen" | grep '^cpu\|^wasm') - <<'EXPECTED'
cpu result [1,9,3] input afterwards [1,9,3]
wasm result [1,9,3] input afterwards [1,2,3]
EXPECTED
