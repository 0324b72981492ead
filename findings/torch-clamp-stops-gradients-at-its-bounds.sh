#!/usr/bin/env bash
# PyTorch 2.15.0 (PyPI, CPU is enough; some 5 GB to install).
# Guess: at its very bounds torch.clamp passes the gradient on, as it has since 0.4.1 and as 2.6.0 still did; whether the
# bounds are numbers or tensors of one number changes nothing.
# Seen: numbers stop it there, tensors let half of it through. A parameter that starts at a bound, such as a bias of zeros
# clamped to [0, 6], does not learn any more in the first case and learns half as fast in the second.
# Output seen:
#   clamp(x, -1, 1): 0 0 1 0 0
#   clamp(x, tensor(-1), tensor(1)): 0 0.5 1 0.5 0
#   clamp(x, min=-1): 0 0 1 1 1
#   a bias of 0 after ten steps: 0.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.2
cat > "$folder/clamp.py" <<'PY'
import torch

def gradient(title, clamp):
    x = torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0], requires_grad=True)
    clamp(x).sum().backward()
    print(f"{title}:", *(f"{value:g}" for value in x.grad.tolist()))

gradient("clamp(x, -1, 1)", lambda x: x.clamp(-1, 1))
gradient("clamp(x, tensor(-1), tensor(1))", lambda x: x.clamp(torch.tensor(-1.0), torch.tensor(1.0)))
gradient("clamp(x, min=-1)", lambda x: x.clamp(min=-1))

bias = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([bias], lr=0.1)
for _ in range(10):
    optimizer.zero_grad()
    (bias.clamp(0, 6) - 3).square().backward()
    optimizer.step()
print("a bias of 0 after ten steps:", bias.item())
PY
found=$("$folder/venv/bin/python" "$folder/clamp.py" 2>/dev/null)
echo "$found"
[ "$found" = "clamp(x, -1, 1): 0 0 1 0 0
clamp(x, tensor(-1), tensor(1)): 0 0.5 1 0.5 0
clamp(x, min=-1): 0 0 1 1 1
a bias of 0 after ten steps: 0.0" ]
