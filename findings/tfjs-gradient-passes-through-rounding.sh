#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the gradient passes unchanged through a cast to int32 and back.
#
# A good guess: whole numbers have no gradient, so it is zero (finite differences say so) or refused (PyTorch: "element 0
# of tensors does not require grad"). tf.floor, which gives the same numbers here, has the gradient zero; the cast has 1.
# Seen on Node 20.20.2, of 3·x at x = 1.5:
#   floor 0
#   cast to int32 and back 3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @tensorflow/tfjs@4.22.0 >/dev/null
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs');
(async () => {
  await tf.setBackend('cpu');
  const x = tf.scalar(1.5);
  const slope = (whole) => tf.grad((x) => tf.mul(3, whole(x)))(x).dataSync()[0];
  console.log('seen:', 'floor', slope(tf.floor));
  console.log('seen:', 'cast to int32 and back', slope((x) => tf.cast(tf.cast(x, 'int32'), 'float32')));
})();
JS
seen=$(node probe.js 2>/dev/null | grep '^seen: ' | cut -c7-)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
floor 0
cast to int32 and back 3
EXPECTED
