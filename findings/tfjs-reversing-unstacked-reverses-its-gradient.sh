#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: reversing the array that tf.unstack or tf.split returns gives wrong gradients, and right values.
#
# A good guess: an array that a function returns is the caller's, to reverse, sort or splice. It is the very list that the
# tape has recorded as outputs, and gradients are matched to it by place. Seen on Node 20.20.2, for [a, b, c] put together
# as the number abc or, after reverse(), as cba: 1·c + 10·b + 100·a, whose gradient is [100,10,1]:
#   unstack 123 [1,10,100]
#   split 123 [1,10,100]
#   unstack, of a copy 123 [100,10,1]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @tensorflow/tfjs@4.22.0 >/dev/null
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs');
const number = (parts) => parts.reverse().map((part, place) => part.mul(10 ** place)).reduce((sum, part) => sum.add(part)).sum();
(async () => {
  await tf.setBackend('cpu');
  const cases = [
    ['unstack', (x) => tf.unstack(x)],
    ['split', (x) => tf.split(x, 3)],
    ['unstack, of a copy', (x) => [...tf.unstack(x)]],
  ];
  for (const [name, apart] of cases) {
    const { value, grad } = tf.valueAndGrad((x) => number(apart(x)))(tf.tensor1d([1, 2, 3]));
    console.log('seen:', name, value.dataSync()[0], JSON.stringify([...grad.dataSync()]));
  }
})();
JS
seen=$(node probe.js 2>/dev/null | grep '^seen: ' | cut -c7-)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
unstack 123 [1,10,100]
split 123 [1,10,100]
unstack, of a copy 123 [100,10,1]
EXPECTED
