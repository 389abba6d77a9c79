"""Writes operations.json: what PyTorch computes in float64 for each declared case. Called by Tests/peer-numbers."""

import json
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def ncl(x):
    return x.permute(0, 2, 1)


def oihw(w):
    return w.permute(3, 2, 0, 1)


def array(tensor):
    data = tensor.detach().reshape(-1).tolist()
    return {"shape": list(tensor.shape), "data": [float(f"{value:.9g}") for value in data]}


def numbers(case):
    leaves = [torch.tensor(i["data"], dtype=torch.float64).reshape(i["shape"]).requires_grad_() for i in case["inputs"]]
    names = {"torch": torch, "F": F, "nchw": nchw, "nhwc": nhwc, "ncl": ncl, "oihw": oihw, **dict(zip("xyz", leaves))}
    output = eval(case["expression"], names).to(torch.float64)
    generator = torch.Generator().manual_seed(len(case["name"]))
    upstream = torch.randn(output.shape, generator=generator).mul(1000).round().div(1000)
    if output.requires_grad:
        (output * upstream).sum().backward()
    gradients = [torch.zeros_like(leaf) if leaf.grad is None else leaf.grad for leaf in leaves]
    return {
        "name": case["name"], "expression": case["expression"], "inputs": [array(leaf) for leaf in leaves],
        "output": array(output), "upstream": array(upstream), "gradients": [array(g) for g in gradients],
    }


with open(sys.argv[1]) as file:
    cases = json.load(file)
lines = ",\n".join(json.dumps(numbers(case), separators=(",", ":")) for case in cases)
print(f'{{"computed_with":"PyTorch {torch.__version__.split("+")[0]}, float64","cases":[\n{lines}\n]}}')
