#!/usr/bin/env bash
# PyTorch 2.15.0 (PyPI, CPU is enough; some 5 GB to install).
# Guess: torch.randint takes one word of 32 bits a number as long as the range fits into 32 bits, so that seeds give the
# same numbers as ever. 1.13 does so: Debian's prints [209652396, 130329135, 118924917] for the second line below.
# Seen: from a range of 2**28 on, a number takes two words. One more in the limit, and the second number of before comes
# first; the generator stands elsewhere afterwards. Below 2**28 and from 2**32 on, old seeds give the old numbers.
# Output seen:
#   2**28 - 1: [209652404, 130329144, 118924928]
#   2**28: [130329135, 136432832, 195187451]
#   2**32: [2546248239, 3626093760, 3684848379]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.2
cat > "$folder/try.py" <<'PY'
import torch

for name, limit in (("2**28 - 1", 2**28 - 1), ("2**28", 2**28), ("2**32", 2**32)):
    torch.manual_seed(0)
    print(f"{name}: {torch.randint(0, limit, (3,)).tolist()}")
PY
found=$("$folder/venv/bin/python" "$folder/try.py" 2>/dev/null)
echo "$found"
[ "$found" = "2**28 - 1: [209652404, 130329144, 118924928]
2**28: [130329135, 136432832, 195187451]
2**32: [2546248239, 3626093760, 3684848379]" ]
