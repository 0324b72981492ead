#!/usr/bin/env bash
# Pillow 13.0.0 (PyPI).
# Guess: of a PNG with a wrong checksum, a reader minds the one of the pixels and passes over the one of a text note.
# Seen: the other way round. A wrong sum in a tEXt chunk before the pixels, and the whole file cannot be identified as
# an image; a wrong sum of the IDAT chunk, and the pixels are read without a word.
# Output seen:
#   both sums right: read / note wrong: UnidentifiedImageError / pixels wrong: read
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pillow==13.0.0
cat > "$folder/try.py" <<'PY'
import io, struct, zlib
from PIL import Image

def chunk(kind, data, right=True):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) ^ (not right))

def png(note=True, pixels=True):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0))
    return (b"\x89PNG\r\n\x1a\n" + header + chunk(b"tEXt", b"Comment\0hello", note)
            + chunk(b"IDAT", zlib.compress(b"\0\x10\x20"), pixels) + chunk(b"IEND", b""))

def outcome(content):
    try:
        assert Image.open(io.BytesIO(content)).tobytes() == b"\x10\x20"
        return "read"
    except OSError as error:
        return type(error).__name__

print(f"both sums right: {outcome(png())} / note wrong: {outcome(png(note=False))} / "
      f"pixels wrong: {outcome(png(pixels=False))}")
PY
found=$("$folder/venv/bin/python" "$folder/try.py")
echo "$found"
[ "$found" = "both sums right: read / note wrong: UnidentifiedImageError / pixels wrong: read" ]
