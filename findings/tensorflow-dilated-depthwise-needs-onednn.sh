#!/usr/bin/env bash
# tensorflow-cpu 2.15.1: without oneDNN a processor computes no dilated depthwise convolution, and whether oneDNN is on is
# decided by the processor.
#
# A good guess: TF_ENABLE_ONEDNN_OPTS is about speed and last digits, as TensorFlow's own notice about it says ("You may see
# slightly different numerical results"). But the kernel that takes its place has no dilations and raises UnimplementedError.
# Where nobody sets the variable, the processor decides: with AVX2 alone oneDNN was off, so that the same program works on a
# newer server and not there. Seen (Python 3.11):
#   oneDNN on: ordinary ok, dilated ok
#   oneDNN off: ordinary ok, dilated UnimplementedError (does not support dilations)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check tensorflow-cpu==2.15.1 numpy==1.26.4
cat >probe.py <<'PY'
import os
import sys

os.environ["TF_ENABLE_ONEDNN_OPTS"] = sys.argv[1]
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

x = tf.constant(np.arange(2 * 9 * 9 * 3, dtype=np.float32).reshape(2, 9, 9, 3))
w = tf.ones((3, 3, 3, 1))


def verdict(dilations):
    try:
        y = tf.raw_ops.DepthwiseConv2dNative(input=x, filter=w, strides=[1, 1, 1, 1], padding="VALID", dilations=[1, dilations, dilations, 1])
    except tf.errors.UnimplementedError as error:
        why = "does not support dilations" if "does not support dilations" in str(error) else str(error)
        return f"UnimplementedError ({why})"
    reach = 2 * dilations
    sums = sum(
        x[:, i : 9 - reach + i, j : 9 - reach + j] for i in range(0, reach + 1, dilations) for j in range(0, reach + 1, dilations)
    )
    return "ok" if np.allclose(y, sums) else "wrong"


print(f"oneDNN {'on' if sys.argv[1] == '1' else 'off'}: ordinary {verdict(1)}, dilated {verdict(2)}")
PY
for onednn in 1 0; do python/bin/python probe.py "$onednn" 2>/dev/null; done | tee seen.txt
diff seen.txt - <<'EXPECTED'
oneDNN on: ordinary ok, dilated ok
oneDNN off: ordinary ok, dilated UnimplementedError (does not support dilations)
EXPECTED
