"""The same work in PyTorch: `pytorch.py TASK THREADS ARGUMENTS…` prints a JSON list of seconds, one for each round."""

import json
import sys
import time
from pathlib import Path

import torch
import torchvision
from PIL import Image
from torch.nn import functional as F

SIDE = 192
WARM_UP = 1


def main(task, threads, *arguments):
    torch.set_num_threads(int(threads))
    print(json.dumps(TASKS[task](*arguments)))


def train_step(batch, rounds):
    model = torchvision.models.resnet18(num_classes=2).train()
    optimizer = torch.optim.Adam(model.parameters())
    x = torch.rand(int(batch), 3, SIDE, SIDE)
    y = F.one_hot(torch.arange(int(batch)) % 2, 2).float()

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return timed(step, rounds)


def forward(batch, rounds):
    model = torchvision.models.resnet18(num_classes=2).eval()
    x = torch.rand(int(batch), 3, SIDE, SIDE)
    with torch.no_grad():
        return timed(lambda: model(x).sum().item(), rounds)


class Images(torch.utils.data.Dataset):
    def __init__(self, folder):
        self.files = sorted(Path(folder).glob("*.jpg"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        image = Image.open(self.files[index]).convert("RGB").resize((SIDE, SIDE), Image.Resampling.BILINEAR)
        return torchvision.transforms.functional.pil_to_tensor(image)


def decode(folder, workers, rounds):
    """One pass over the folder, workers already running."""
    loader = torch.utils.data.DataLoader(Images(folder), 16, num_workers=int(workers), persistent_workers=True)
    return timed(lambda: sum(len(batch) for batch in loader), rounds)


def timed(work, rounds):
    seconds = []
    for round in range(WARM_UP + int(rounds)):
        start = time.perf_counter()
        work()
        if round >= WARM_UP:
            seconds.append(time.perf_counter() - start)
    return seconds


TASKS = {"train-step": train_step, "forward": forward, "decode": decode}

if __name__ == "__main__":
    main(*sys.argv[1:])
