#!/usr/bin/env bash
# @tensorflow/tfjs-core 4.22.0 with tfjs-backend-cpu and tfjs-layers 4.22.0, on Node.
#
# The core package exports grad(), and with a backend it computes everything forward; but its build for Node registers no
# gradient of any kernel, so that the first grad() throws. The registrations lie in the same package as files that Node
# cannot load (ES modules whose imports have no extension, in a CommonJS package). A good
# guess is that only the umbrella package @tensorflow/tfjs brings them, 223 MB with what it depends on; loading tfjs-layers,
# 31 MB with no dependency but core, registers the same gradients as a side effect, whether a layer is used or not.
#
# Seen:
#   core alone: 0 kernels with a gradient; Cannot compute gradient: gradient function not found for Square.
#   its own registrations: import says ERR_MODULE_NOT_FOUND
#   with tfjs-layers: 101 kernels with a gradient; grad of x squared at 3 is 6
#   with the umbrella: 101 kernels with a gradient, the same ones
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 \
  @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs@4.22.0

cat >see.js <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const kernels = Object.values(tf).filter((value) => typeof value === 'string');
const known = () => kernels.filter((name) => tf.getGradient(name) !== undefined).sort();
const [, , brings] = process.argv;
if (brings) require(brings);
let says;
try {
  says = `grad of x squared at 3 is ${tf.grad((x) => tf.square(x))(tf.scalar(3)).dataSync()[0]}`;
} catch (error) {
  says = error.message;
}
console.log(`${known().length} kernels with a gradient; ${says} ${brings ? known().join() : ''}`);
JS

alone=$(node see.js 2>/dev/null)
layers=$(node see.js @tensorflow/tfjs-layers 2>/dev/null)
umbrella=$(node see.js @tensorflow/tfjs 2>/dev/null)
imported=$(node --input-type=module -e '
  import("@tensorflow/tfjs-core/dist/register_all_gradients.js").catch((error) => console.log(error.code ?? error.name));' 2>/dev/null || true)

echo "core alone: $alone"
echo "its own registrations: import says $imported"
echo "with tfjs-layers: ${layers:0:70}"
echo "with the umbrella: ${umbrella:0:70}"
grep -q '^0 kernels with a gradient; Cannot compute gradient: gradient function not found for Square' <<<"$alone"
grep -q '^101 kernels with a gradient; grad of x squared at 3 is 6 ' <<<"$layers"
[ "$layers" = "$umbrella" ]
[ "$imported" = ERR_MODULE_NOT_FOUND ]
