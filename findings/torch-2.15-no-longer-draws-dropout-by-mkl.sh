#!/usr/bin/env bash
# PyTorch 2.6.0 and 2.15.0 (PyPI's wheels for x86-64 Linux; some 10 GB to install).
# Guess: with a seed, the CPU draws the same from one version to the next where rand, randn and randperm do.
# Seen: they do, and what is made of them by comparing; but in 2.6.0 bernoulli_ with a number, and with it dropout,
# exponential_ and multinomial without replacement are left to MKL, which makes a generator of its own of the next word.
# In 2.15.0, although MKL is there, they are not, as in builds without MKL (Debian's 1.13 draws what 2.15.0 does). rand
# after a dropout differs, too. bernoulli of a tensor of probabilities is the same in both.
# Output seen:
#   2.6.0 rand+randperm 0.5349 4 2 0 1 5 3
#   2.6.0 bernoulli_(0.5) 1001111011010100 then 0.1988
#   2.6.0 bernoulli of a tensor 0100111010001111
#   2.15.0 rand+randperm 0.5349 4 2 0 1 5 3
#   2.15.0 bernoulli_(0.5) 1100001000111110 then 0.6267
#   2.15.0 bernoulli of a tensor 0100111010001111
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/draw.py" <<'PY'
import torch

version = torch.__version__.split("+")[0]
digits = lambda x: "".join(str(int(value)) for value in x)
torch.manual_seed(7)
print(version, "rand+randperm", f"{torch.rand(1).item():.4f}", *torch.randperm(6).tolist())
torch.manual_seed(7)
drawn = torch.empty(16).bernoulli_(0.5)
print(version, "bernoulli_(0.5)", digits(drawn), "then", f"{torch.rand(1).item():.4f}")
torch.manual_seed(7)
assert torch.equal(torch.nn.functional.dropout(torch.ones(16), 0.5) / 2, drawn)
torch.manual_seed(7)
print(version, "bernoulli of a tensor", digits(torch.bernoulli(torch.full((16,), 0.5))))
PY
found=
for version in 2.6.0 2.15.0; do
  python3 -m venv "$folder/$version"
  "$folder/$version/bin/pip" install --quiet --no-cache-dir torch==$version numpy==2.2.6
  found+=$("$folder/$version/bin/python" "$folder/draw.py" 2>/dev/null)$'\n'
  rm -rf "${folder:?}/$version"
done
echo "$found"
[ "$found" = "2.6.0 rand+randperm 0.5349 4 2 0 1 5 3
2.6.0 bernoulli_(0.5) 1001111011010100 then 0.1988
2.6.0 bernoulli of a tensor 0100111010001111
2.15.0 rand+randperm 0.5349 4 2 0 1 5 3
2.15.0 bernoulli_(0.5) 1100001000111110 then 0.6267
2.15.0 bernoulli of a tensor 0100111010001111
" ]
