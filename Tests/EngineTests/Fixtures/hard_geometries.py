"""Writes hard-geometries.json beside itself: cases like those of conformance.json, of geometries that are hard to get right.

Computed by PyTorch in float64 on a CPU: `python3 hard_geometries.py`, with torch installed (2.15 was used). Inputs have three
decimals, so that single precision holds them well; results have nine digits.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(20)
cases = []


def random(*shape, scale=1.0):
    return (torch.randn(shape, generator=generator) * scale).mul(1000).round().div(1000)


def array(tensor):
    return {
        "shape": list(tensor.shape),
        "data": [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()],
    }


def case(name, op, params, inputs, run):
    """The output of `run` for the inputs, and the gradients of its sum weighted by a random upstream."""
    leaves = {key: value.clone().requires_grad_() for key, value in inputs.items()}
    output = run(**leaves)
    upstream = random(*output.shape)
    (output * upstream).sum().backward()
    cases.append({
        "name": name, "op": op, "params": params, "inputs": {key: array(value) for key, value in inputs.items()},
        "output": array(output), "upstream": array(upstream),
        "gradients": {key: array(value.grad) for key, value in leaves.items()},
    })


def channels_first(x):
    return x.permute(0, 3, 1, 2).contiguous()


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def conv2d(n, size, channels, kernel, outputs, stride=(1, 1), padding=(0, 0), dilation=(1, 1), groups=1, bias=True):
    inputs = {"x": random(n, *size, channels), "w": random(*kernel, channels // groups, outputs)}
    if bias:
        inputs["b"] = random(outputs)

    def run(x, w, b=None):
        y = F.conv2d(channels_first(x), w.permute(3, 2, 0, 1).contiguous(), b, stride, padding, dilation, groups)
        return channels_last(y)

    case(
        f"conv2d n{n} {size[0]}x{size[1]} {channels}->{outputs} k{kernel[0]}x{kernel[1]} s{stride} p{padding} "
        f"d{dilation} g{groups}", "conv2d",
        {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}, inputs, run)


def conv_transpose2d(n, size, channels, kernel, outputs, stride, padding, bias):
    inputs = {"x": random(n, *size, channels), "w": random(*kernel, outputs, channels)}
    if bias:
        inputs["b"] = random(outputs)

    def run(x, w, b=None):
        return channels_last(F.conv_transpose2d(channels_first(x), w.permute(3, 2, 0, 1).contiguous(), b, stride, padding))

    case(
        f"conv_transpose2d n{n} {size[0]}x{size[1]} {channels}->{outputs} k{kernel[0]}x{kernel[1]} s{stride} p{padding}",
        "conv_transpose2d", {"stride": stride, "padding": padding}, inputs, run)


def pool(op, shape, kernel, stride, padding):
    function = {
        "max_pool2d": F.max_pool2d,
        "avg_pool2d": lambda *given: F.avg_pool2d(*given, ceil_mode=False, count_include_pad=True),
    }[op]
    case(
        f"{op} {shape} k{kernel} s{stride} p{padding}", op, {"kernel": kernel, "stride": stride, "padding": padding},
        {"x": random(*shape)}, lambda x: channels_last(function(channels_first(x), kernel, stride, padding)))


# Windows larger than the image, padding that no window needs, strides that leave the border out, uneven everything.
conv2d(1, (1, 1), 1, (1, 1), 1)
conv2d(1, (2, 3), 1, (5, 7), 2, padding=(3, 3))
conv2d(2, (1, 9), 3, (1, 9), 5)
conv2d(1, (9, 1), 2, (9, 1), 3, bias=False)
conv2d(1, (3, 17), 1, (3, 5), 1, stride=(2, 3), padding=(1, 4))
conv2d(1, (4, 4), 2, (2, 2), 3, stride=(4, 3), padding=(5, 5))
conv2d(1, (7, 5), 1, (2, 2), 4, stride=(3, 4))
conv2d(1, (5, 6), 3, (1, 1), 7, stride=(2, 2))
conv2d(1, (5, 6), 3, (1, 1), 7, stride=(3, 2), padding=(2, 1))
conv2d(3, (4, 5), 2, (3, 3), 2, stride=(1, 2), padding=(2, 0), dilation=(1, 2))
conv2d(1, (11, 9), 1, (3, 3), 2, dilation=(3, 2))
conv2d(1, (8, 8), 1, (4, 4), 1, padding=(5, 5), dilation=(3, 3), bias=False)
conv2d(1, (12, 13), 1, (11, 11), 1, padding=(5, 5))
conv2d(1, (10, 9), 1, (7, 7), 3, stride=(2, 2), padding=(3, 3))
conv2d(13, (3, 3), 1, (2, 2), 1)
conv2d(2, (4, 7), 7, (3, 3), 9, padding=(1, 1))
conv2d(1, (3, 4), 16, (3, 3), 8, padding=(1, 1))
conv2d(1, (2, 5), 17, (2, 2), 15)
conv2d(1, (2, 2), 33, (1, 1), 31)
conv2d(1, (1, 2), 65, (1, 1), 24, bias=False)
conv2d(1, (6, 5), 3, (3, 3), 3, padding=(1, 1), groups=3)
conv2d(1, (5, 7), 8, (3, 3), 16, stride=(2, 1), padding=(1, 1), groups=8)
conv2d(1, (5, 5), 9, (3, 3), 9, stride=(2, 2), groups=9, bias=False)
conv2d(2, (4, 6), 5, (2, 4), 10, padding=(0, 3), dilation=(2, 1), groups=5)
conv2d(1, (4, 4), 6, (3, 3), 4, padding=(1, 1), groups=2)
conv2d(1, (3, 5), 6, (1, 1), 9, groups=3)
conv2d(1, (4, 5), 12, (3, 2), 8, stride=(1, 2), padding=(2, 1), groups=4)
conv2d(1, (6, 40), 1, (1, 3), 2, padding=(0, 1))
conv2d(1, (31, 3), 2, (4, 1), 1, stride=(3, 1))

conv_transpose2d(1, (1, 1), 1, (3, 2), 2, (1, 1), (0, 0), True)
conv_transpose2d(2, (3, 2), 3, (2, 2), 4, (2, 2), (0, 0), True)
conv_transpose2d(1, (4, 3), 2, (3, 5), 3, (1, 3), (1, 2), False)
conv_transpose2d(1, (3, 3), 1, (2, 1), 1, (3, 4), (0, 0), True)
conv_transpose2d(1, (2, 4), 8, (3, 3), 5, (2, 1), (2, 2), True)

pool("max_pool2d", (1, 5, 7, 3), (2, 3), (1, 2), (1, 1))
pool("max_pool2d", (2, 6, 6, 1), (3, 3), (3, 3), (0, 0))
pool("max_pool2d", (1, 4, 9, 9), (4, 1), (1, 3), (2, 0))
pool("max_pool2d", (1, 5, 5, 17), (5, 5), (1, 1), (0, 0))
pool("avg_pool2d", (1, 5, 7, 3), (2, 3), (1, 2), (1, 1))
pool("avg_pool2d", (2, 7, 6, 2), (3, 2), (4, 3), (1, 0))
pool("avg_pool2d", (1, 4, 4, 9), (3, 4), (1, 1), (1, 2))

for left, right in [
    ((7, 13), (13, 17)), ((1, 33), (33, 1)), ((19, 1), (1, 18)), ((3, 2, 5), (3, 5, 4)), ((2, 3, 4), (4, 6)),
    ((5, 4), (3, 4, 2)), ((2, 1, 3, 4), (3, 4, 2)),
]:
    case(f"matmul {left} {right}", "matmul", {}, {"a": random(*left), "b": random(*right)}, lambda a, b: a @ b)

for shape, epsilon in [((2, 3, 3, 5), 1e-3), ((4, 1, 1, 3), 1e-5)]:
    channels = shape[-1]
    case(
        f"batch_norm {shape}", "batch_norm", {"epsilon": epsilon},
        {"x": random(*shape, scale=3) + 5, "gamma": random(channels), "beta": random(channels)},
        lambda x, gamma, beta: channels_last(
            F.batch_norm(channels_first(x), None, None, gamma, beta, training=True, eps=epsilon)))
for shape in [(3, 17), (2, 3, 2, 5)]:
    case(
        f"layer_norm {shape}", "layer_norm", {"epsilon": 1e-5},
        {"x": random(*shape, scale=2) - 3, "gamma": random(shape[-1]), "beta": random(shape[-1])},
        lambda x, gamma, beta: F.layer_norm(x, (shape[-1],), gamma, beta, 1e-5))

for scale in [1, 50, 1e4]:
    labels = [0, 9, 3, 10]
    case(
        f"softmax_cross_entropy scale {scale:g}", "softmax_cross_entropy", {"labels": labels, "reduction": "mean"},
        {"logits": random(4, 11, scale=scale)}, lambda logits: F.cross_entropy(logits, torch.tensor(labels)))
for axis in [0, 1, -1]:
    case(
        f"softmax axis {axis}", "softmax", {"axis": axis}, {"x": random(4, 3, 5, scale=4)},
        lambda x: torch.softmax(x, axis))
    case(
        f"log_softmax axis {axis}, to 1e4", "log_softmax", {"axis": axis}, {"x": random(4, 3, 5, scale=1e4)},
        lambda x: torch.log_softmax(x, axis))
case("min axis 1", "min", {"axis": 1}, {"x": random(3, 7, 2)}, lambda x: x.min(1).values)
case(
    "stack axis -1", "stack", {"axis": -1}, {"a": random(2, 3), "b": random(2, 3)},
    lambda a, b: torch.stack([a, b], -1))
far = {"x": torch.tensor([-80.0, -30, -12, -5, -1, -1e-3, 0, 1e-3, 1, 5, 12, 30, 80])}
for op, function in [
    ("sigmoid", torch.sigmoid), ("tanh", torch.tanh), ("gelu", F.gelu), ("softplus", F.softplus)
]:
    # PyTorch's softplus goes over to the identity at 20 unless it is told not to.
    apply = (lambda x: F.softplus(x, threshold=1e9)) if op == "softplus" else function
    case(f"{op} far out", op, {}, far, apply)

text = json.dumps({
    "computed_with": f"PyTorch {torch.__version__.split('+')[0]}, float64, CPU",
    "layout": "activations [example, height, width, channel], filters [height, width, input channel / groups, output channel]",
    "gradients": "of sum(output * upstream)", "cases": cases,
}, separators=(",", ":")).replace('{"name"', '\n{"name"')
pathlib.Path(__file__).with_name("hard-geometries.json").write_text(text + "\n")
print(len(cases), "cases,", len(text), "bytes")
