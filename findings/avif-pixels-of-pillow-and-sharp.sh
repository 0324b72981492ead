#!/usr/bin/env bash
# Pillow 13.0.0 with NumPy 2.4.2 (PyPI) and sharp 0.35.5 (npm; needs Node 20 or newer).
# Guess: AVIF is AV1, whose decoding is defined to the bit, so two decoders give the same RGB pixels, or pixels that
# differ by a rounding.
# Seen: what is defined ends at YCbCr. Of a file with halved colours (4:2:0, what encoders write by default) the two
# libraries make up the missing colours in different ways, and most bytes differ, some by tens of levels. Without halved
# colours (4:4:4) the rest is rounding. JPEG, WebP and PNG of the same picture are the same in both.
# Output seen:
#   4:2:0: most bytes differ, the largest difference is above 16
#   4:4:4: some bytes differ, the largest difference is 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pillow==13.0.0 numpy==2.4.2
(cd "$folder" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund sharp@0.35.5 >/dev/null)
cat > "$folder/write.py" <<'PY'
import sys
import numpy as np
from PIL import Image

y, x, c = np.mgrid[0:48, 0:64, 0:3]
picture = np.clip(128 + 110 * np.sin(x / 3 + c) * np.cos(y / 4 - 2 * c), 0, 255).astype(np.uint8)
for subsampling in ("4:2:0", "4:4:4"):
    Image.fromarray(picture).save(f"{sys.argv[1]}/{subsampling}.avif", quality=90, subsampling=subsampling)
PY
cat > "$folder/compare.py" <<'PY'
import sys
import numpy as np
from PIL import Image

for subsampling in ("4:2:0", "4:4:4"):
    file = f"{sys.argv[1]}/{subsampling}.avif"
    here = np.asarray(Image.open(file).convert("RGB")).astype(int)
    there = np.fromfile(file + ".raw", np.uint8).reshape(here.shape)
    distance = np.abs(here - there)
    share = np.count_nonzero(distance) / distance.size
    largest = "above 16" if distance.max() > 16 else distance.max()
    print(f"{subsampling}: {'most' if share > 0.5 else 'some' if share else 'no'} bytes differ, "
          f"the largest difference is {largest}")
PY
"$folder/venv/bin/python" "$folder/write.py" "$folder"
for file in "$folder"/*.avif; do
  (cd "$folder" && node -e "require('sharp')(process.argv[1]).raw().toBuffer().then((raw) => process.stdout.write(raw))" "$file") >"$file.raw"
done
found=$("$folder/venv/bin/python" "$folder/compare.py" "$folder")
echo "$found"
[ "$found" = "4:2:0: most bytes differ, the largest difference is above 16
4:4:4: some bytes differ, the largest difference is 1" ]
