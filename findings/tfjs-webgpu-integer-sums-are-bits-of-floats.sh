#!/usr/bin/env bash
# @tensorflow/tfjs-backend-webgpu 4.22.0: sums of int32 by segment or by bin are the bits of floats.
#
# A good guess: integers are summed as integers, as tf.scatterND with int32 updates is on the same device. The two kernels
# keep the sums as floats, and the tensor that holds them says int32: one number that was added alone is its bits as a
# float32 (1 is 1065353216), and where segments meet such bits have been added as integers. Seen on Node 20.20.2 with
# webgpu 0.6.2 on SwiftShader (Debian's package chromium; without it the script says so and ends), for 1 in the first
# place, 2 and 3 in the second:
#   unsortedSegmentSum float32 [1,5]
#   unsortedSegmentSum int32 [1065353216,-2143289344]
#   bincount float32 [1,5]
#   bincount int32 [1065353216,1084227584]
#   scatterND int32 [1,5]
set -euo pipefail
icd=/usr/lib/chromium/vk_swiftshader_icd.json
[ -f "$icd" ] || { echo 'skipped: no SwiftShader here (apt install chromium)'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 \
  @tensorflow/tfjs-backend-webgpu@4.22.0 webgpu@0.6.2 >/dev/null
cat >probe.mjs <<'JS'
import { create, globals } from 'webgpu';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
Object.assign(globalThis, globals);
if (!globalThis.navigator) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
Object.defineProperty(globalThis.navigator, 'gpu', { value: create([]), configurable: true });
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-webgpu');
await tf.setBackend('webgpu');
tf.env().set('WEBGPU_CPU_FORWARD', false);
const places = tf.tensor1d([0, 1, 1], 'int32');
const numbers = (dtype) => tf.tensor1d([1, 2, 3], dtype);
const sums = {
  unsortedSegmentSum: (dtype) => tf.unsortedSegmentSum(numbers(dtype), places, 2),
  bincount: (dtype) => tf.bincount(places, numbers(dtype), 2),
  scatterND: (dtype) => tf.scatterND(tf.reshape(places, [3, 1]), numbers(dtype), [2]),
};
for (const [name, sum] of Object.entries(sums)) {
  for (const dtype of name === 'scatterND' ? ['int32'] : ['float32', 'int32']) {
    console.log('seen:', name, dtype, JSON.stringify([...(await sum(dtype).data())]));
  }
}
process.exit(0);
JS
export VK_ICD_FILENAMES=$icd XDG_RUNTIME_DIR=$folder
seen=$(timeout 120 node probe.mjs 2>/dev/null | grep '^seen: ' | cut -c7-)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
unsortedSegmentSum float32 [1,5]
unsortedSegmentSum int32 [1065353216,-2143289344]
bincount float32 [1,5]
bincount int32 [1065353216,1084227584]
scatterND int32 [1,5]
EXPECTED
