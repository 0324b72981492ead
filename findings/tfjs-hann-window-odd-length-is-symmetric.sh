#!/usr/bin/env bash
# @tensorflow/tfjs-core 4.22.0: tf.signal.hannWindow is periodic for even lengths and symmetric for odd ones.
#
# A good guess: one rule for all lengths, as torch.hann_window (periodic) and scipy.signal.windows.hann (symmetric) have.
# PyTorch 1.13.1 for comparison: hann_window(4) is 0 0.5 1 0.5, hann_window(5) is 0 0.3455 0.9045 0.9045 0.3455.
# Seen on Node 20.20.2:
#   4: 0.0000 0.5000 1.0000 0.5000
#   5: 0.0000 0.5000 1.0000 0.5000 0.0000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 >/dev/null
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
(async () => {
  await tf.setBackend('cpu');
  for (const length of [4, 5]) {
    const numbers = [...tf.signal.hannWindow(length).dataSync()].map((x) => Math.abs(x).toFixed(4));
    console.log('seen:', length + ':', numbers.join(' '));
  }
})();
JS
seen=$(node probe.js 2>/dev/null | grep '^seen: ' | cut -c7-)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
4: 0.0000 0.5000 1.0000 0.5000
5: 0.0000 0.5000 1.0000 0.5000 0.0000
EXPECTED
