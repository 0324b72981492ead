#!/usr/bin/env bash
# PyTorch 2.15.0 (PyPI, CPU is enough; some 5 GB to install).
# Guess: a dictionary of plain float tensors that torch.save wrote is what torch.load reads with its safe default.
# Seen: with pickle_protocol=4 or 5, which torch.save takes without a word, torch.load refuses the same version's own
# file: its safe reader knows the instructions of protocol 2 (and 3) alone. With weights_only=False the tensors are there.
# Output seen:
#   2 loads / 3 loads / 4 UnpicklingError / 5 UnpicklingError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.2
cat > "$folder/try.py" <<'PY'
import io, pickle, torch

def outcome(protocol):
    stream = io.BytesIO()
    torch.save({"weight": torch.ones(2)}, stream, pickle_protocol=protocol)
    content = stream.getvalue()
    assert torch.load(io.BytesIO(content), weights_only=False)["weight"].tolist() == [1, 1]
    try:
        torch.load(io.BytesIO(content))
        return "loads"
    except pickle.UnpicklingError:
        return "UnpicklingError"

print(" / ".join(f"{protocol} {outcome(protocol)}" for protocol in (2, 3, 4, 5)))
PY
found=$("$folder/venv/bin/python" "$folder/try.py" 2>/dev/null)
echo "$found"
[ "$found" = "2 loads / 3 loads / 4 UnpicklingError / 5 UnpicklingError" ]
