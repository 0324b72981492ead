#!/usr/bin/env bash
# @tensorflow/tfjs-backend-webgpu 4.22.0: tf.pad of a tensor with five axes resolves to zeros.
#
# A good guess: a shader that does not compile makes an exception, or a promise that rejects. It makes an `uncapturederror`
# event of the device, which prints a message when nobody listens; the numbers are read as zeros, and `data()` resolves.
# Seen on Node 20.20.2 with webgpu 0.6.2 on SwiftShader (Debian's package chromium; without it the script says so and
# ends), for ones with a border of threes:
#   five axes [0,0,0,0]
#   four axes [3,1,1,3]
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
for (const [name, more] of [['five axes', [1, 1, 1]], ['four axes', [1, 1]]]) {
  const borders = [[0, 0], [1, 1], ...more.map(() => [0, 0])];
  const padded = tf.pad(tf.ones([1, 2, ...more]), borders, 3);
  console.log('seen:', name, JSON.stringify([...(await padded.data())]));
}
process.exit(0);
JS
export VK_ICD_FILENAMES=$icd XDG_RUNTIME_DIR=$folder
seen=$(timeout 120 node probe.mjs 2>/dev/null | grep '^seen: ' | cut -c7-)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
five axes [0,0,0,0]
four axes [3,1,1,3]
EXPECTED
