#!/usr/bin/env bash
# Pillow 13.0.0 against tifffile 2025.5.10 (imagecodecs 2025.3.30 packs): a TIFF of float32 or int32 grey that begins with the
# higher byte (MM) is read right as long as it is not packed; packed with Deflate, LZW or PackBits, every number has its bytes
# the other way round, without an error or a warning.
#
# A good guess: packing is undone before numbers are looked at, so both files give the same pixels, as they do for 8 and 16
# bits. But libtiff, which unpacks for Pillow, gives numbers in the machine's order already, and Pillow's mode for the file says
# that they are still the other way round. 7.0 becomes 8.0e-41: a depth map or a heat map is all but black. Seen (Python 3.11):
#   uint16 raw same, deflate same, lzw same, packbits same
#   float32 raw same, deflate bytes exchanged, lzw bytes exchanged, packbits bytes exchanged
#   int32 raw same, deflate bytes exchanged, lzw bytes exchanged, packbits bytes exchanged
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pillow==13.0.0 tifffile==2025.5.10 imagecodecs==2025.3.30 numpy==2.2.6
cat >probe.py <<'PY'
import numpy as np
import tifffile
from PIL import Image

for dtype in ("uint16", "float32", "int32"):
    values = np.arange(1, 65, dtype=dtype).reshape(8, 8)
    seen = []
    for packing in (None, "deflate", "lzw", "packbits"):
        name = f"{dtype}-{packing}.tif"
        tifffile.imwrite(name, values, byteorder=">", compression=packing, photometric="minisblack")
        assert np.array_equal(tifffile.imread(name), values)
        with Image.open(name) as image:
            read = np.asarray(image)
        turned = np.array_equal(read.astype(dtype), values.byteswap()) or np.array_equal(read, values.byteswap())
        verdict = "same" if np.array_equal(read, values) else "bytes exchanged" if turned else "other"
        seen.append(f"{packing or 'raw'} {verdict}")
    print(f"{dtype} {', '.join(seen)}")
PY
python/bin/python probe.py | tee seen.txt
diff seen.txt - <<'EXPECTED'
uint16 raw same, deflate same, lzw same, packbits same
float32 raw same, deflate bytes exchanged, lzw bytes exchanged, packbits bytes exchanged
int32 raw same, deflate bytes exchanged, lzw bytes exchanged, packbits bytes exchanged
EXPECTED
