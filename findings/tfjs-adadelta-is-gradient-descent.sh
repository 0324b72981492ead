#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: tf.train.adadelta takes exactly the steps of tf.train.sgd, whatever rho and epsilon are.
#
# A good guess: its first steps are tiny (about sqrt(epsilon)) and grow, as in Zeiler's paper and in torch.optim.Adadelta.
# Its step divides by the mean square of the gradients before this one; so the mean square of updates and the one of
# gradients start equal and stay equal, and their ratio is 1. Seen on Node 20.20.2, w = 1, loss w², rate 0.1:
#   sgd 0.80000 0.64000 0.51200
#   adadelta rho=0.5 epsilon=1e-2 0.80000 0.64000 0.51200
#   adadelta rho=0.95 epsilon=1e-7 0.80000 0.64000 0.51200
# (torch.optim.Adadelta with rho 0.95 and epsilon 1e-7 is at 0.99986 after the first step.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @tensorflow/tfjs@4.22.0 >/dev/null
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs');
const path = (optimizer) => {
  const w = tf.variable(tf.scalar(1));
  return [1, 2, 3].map(() => {
    optimizer.minimize(() => tf.square(w), false, [w]);
    return w.dataSync()[0].toFixed(5);
  });
};
(async () => {
  await tf.setBackend('cpu');
  console.log('sgd', ...path(tf.train.sgd(0.1)));
  for (const [rho, epsilon] of [[0.5, 1e-2], [0.95, 1e-7]]) {
    console.log(`adadelta rho=${rho} epsilon=${epsilon === 1e-2 ? '1e-2' : '1e-7'}`, ...path(tf.train.adadelta(0.1, rho, epsilon)));
  }
})();
JS
seen=$(node probe.js 2>/dev/null | grep '^sgd\|^adadelta')
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
sgd 0.80000 0.64000 0.51200
adadelta rho=0.5 epsilon=1e-2 0.80000 0.64000 0.51200
adadelta rho=0.95 epsilon=1e-7 0.80000 0.64000 0.51200
EXPECTED
