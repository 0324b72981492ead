#!/usr/bin/env bash
# @tensorflow/tfjs-backend-webgpu 4.22.0: a reversed tf.cumsum gives other sums after one of another length has run.
#
# A good guess: a pure function's result does not depend on what ran before. The length of the axis is written into the
# shader's text and not into the key by which shaders are kept, so a second length runs the first one's program.
# Seen on Node 20.20.2 with webgpu 0.6.2 on SwiftShader (Debian's package chromium; without it the script says so and
# ends): [1,1,1,1] summed from the end, in a fresh process and after a vector of two numbers had been summed:
#   fresh [4,3,2,1]
#   after another length [2,1,1,1]
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
const fromTheEnd = async (x) => JSON.stringify([...(await tf.cumsum(tf.tensor1d(x), 0, false, true).data())]);
if (process.argv[2] !== 'fresh') await fromTheEnd([1, 1]);
console.log(await fromTheEnd([1, 1, 1, 1]));
process.exit(0);
JS
export VK_ICD_FILENAMES=$icd XDG_RUNTIME_DIR=$folder
run() { timeout 120 node probe.mjs "$1" 2>/dev/null | grep '^\[' ; }
seen=$(echo "fresh $(run fresh)"; echo "after another length $(run after)")
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
fresh [4,3,2,1]
after another length [2,1,1,1]
EXPECTED
