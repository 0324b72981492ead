#!/usr/bin/env bash
# PyTorch 2.15.0 (PyPI, CPU is enough; some 5 GB to install), Python's own zipfile.
# Guess: a .pth file is a zip archive, so a reader that checks its sums tells damaged files from good ones.
# Seen: after torch.serialization.set_crc32_options(False), a documented setting that makes saving faster, every sum in
# the archive is 0 and not the entry's. torch.load reads the file; zipfile calls each entry of it damaged. A reader of
# .pth files must take a file of which all sums are zero for one without sums.
# Output seen:
#   sums [0] / torch.load [1.0, 2.0] / zipfile BadZipFile
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.2
cat > "$folder/try.py" <<'PY'
import io, torch, zipfile

torch.serialization.set_crc32_options(False)
stream = io.BytesIO()
torch.save({"weight": torch.tensor([1.0, 2.0])}, stream)
content = stream.getvalue()
archive = zipfile.ZipFile(io.BytesIO(content))
sums = sorted({entry.CRC for entry in archive.infolist()})
try:
    archive.read(archive.namelist()[0])
    other = "reads it"
except zipfile.BadZipFile:
    other = "BadZipFile"
print(f"sums {sums} / torch.load {torch.load(io.BytesIO(content))['weight'].tolist()} / zipfile {other}")
PY
found=$("$folder/venv/bin/python" "$folder/try.py" 2>/dev/null)
echo "$found"
[ "$found" = "sums [0] / torch.load [1.0, 2.0] / zipfile BadZipFile" ]
