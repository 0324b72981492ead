#!/usr/bin/env python3
"""Writes ../expected and ../inputs: the numbers of the hidden tests. Nothing of this is given to students.

    python3 solutions/cnn/suites/generate/generate.py            writes the files
    python3 solutions/cnn/suites/generate/generate.py --check    computes them again and compares

Tolerances are chosen as fixtures/cnn/generate/generate.py explains.
"""

import copy
import sys
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3] / "fixtures" / "cnn" / "generate"))
sys.dont_write_bytecode = True

import fixture_files as files  # noqa: E402
from photographs import PHOTOS  # noqa: E402
from resnet18 import PlainBlock, ResidualBlock, seed_norms, seeded_resnet18  # noqa: E402
from PIL import Image  # noqa: E402
import numpy as np  # noqa: E402


def other_photographs():
    """Three photographs that no public test reads, 48 high and 64 wide, which makes the smallest one larger."""
    names = {"cat": "valid/cat/eyes.jpg", "rocket": "valid/rocket/tower.jpg", "photos": "coffee.jpg"}
    return {label: files.tensor(squished(name, 48, 64)) for label, name in names.items()}


def squished(photo, height, width):
    image = Image.open(PHOTOS / photo).convert("RGB")
    return torch.from_numpy(np.array(image.resize((width, height), Image.Resampling.BILINEAR)))


def odd_block_state():
    torch.manual_seed(21)
    block = seed_norms(ResidualBlock(6, 4, 2))
    x = torch.empty(2, 9, 7, 4).uniform_(-2, 2)
    return block, x


def odd_block():
    """A block from 4 to 6 channels with stride 2, on images of 9 x 7: outputs, statistics, gradients."""
    block, x = odd_block_state()
    x = x.permute(0, 3, 1, 2)
    single, double = (run_odd_block(copy.deepcopy(block).to(dtype), x.to(dtype)) for dtype in (torch.float32, torch.float64))
    roundings = [files.relative_rounding(single[name].float(), double[name].float()) for name in single]
    result = {name: files.tensor(value) for name, value in single.items()}
    return {**result, "tolerance": {"relative": 1e-5}, "float64": {"relative": max(roundings)}}


def run_odd_block(block, x):
    results = {"evaluated": files.nhwc(copy.deepcopy(block).eval()(x))}
    x = x.detach().clone().requires_grad_(True)
    y = block(x)
    results["trained"] = files.nhwc(y)
    # The square makes every output's gradient another one.
    y.square().sum().backward()
    results["gradientOfX"] = files.nhwc(x.grad)
    results["gradientOfFirstFilter"] = block.conv1.weight.grad.permute(2, 3, 1, 0)
    results["gradientOfShortcut"] = block.downsample[0].weight.grad.permute(2, 3, 1, 0)
    block(x * 0.5 + 1)
    for name, norm in (("bn1", block.bn1), ("bn2", block.bn2), ("downsample", block.downsample[1])):
        results[f"{name}Mean"] = norm.running_mean
        results[f"{name}Var"] = norm.running_var
    return results


def odd_block_input():
    """What the tests of `odd_block` start from; the weights in PyTorch's layout, x as the lab has it."""
    block, x = odd_block_state()
    weights = {name: files.tensor(value) for name, value in block.state_dict().items() if "num_batches" not in name}
    return {"weights": weights, "x": files.tensor(x)}


def narrow_network():
    """Three images that are no squares through a narrow ResNet-18, in training mode and then in evaluation."""
    model = seeded_resnet18(9, outputs=6, width=8)
    torch.manual_seed(10)
    x = torch.empty(3, 65, 49, 3).uniform_(-2, 2).permute(0, 3, 1, 2)
    evaluated = files.logits(copy.deepcopy(model).eval(), x, x.double())
    return {"trained": files.logits(model.train(), x, x.double(), tolerance=1e-4), "evaluated": evaluated}


def transferred_evaluation():
    """The plain narrow network of seed 11 after a transfer to 3 outputs, in evaluation mode."""
    model = seeded_resnet18(11, PlainBlock, outputs=20, width=8)
    model.fc = torch.nn.Linear(64, 3)
    torch.manual_seed(12)
    torch.nn.init.uniform_(model.fc.weight, -0.125, 0.125)
    torch.nn.init.uniform_(model.fc.bias, -0.125, 0.125)
    x = torch.empty(2, 40, 56, 3).uniform_(-2, 2).permute(0, 3, 1, 2)
    return files.logits(model.eval(), x, x.double())


def pretrained_digests():
    """A digest of every tensor of seed 13's narrow network, its bytes in PyTorch's layout."""
    state = seeded_resnet18(13, outputs=20, width=4).state_dict()
    return {name: files.sha256(value) for name, value in state.items() if "num_batches" not in name}


if __name__ == "__main__":
    files.main(
        {
            HERE.parent / "expected": [
                other_photographs,
                odd_block,
                narrow_network,
                transferred_evaluation,
                pretrained_digests,
            ],
            HERE.parent / "inputs": [odd_block_input],
        }
    )

# canary: cnn-hidden-6e66dda07039
