"""Writes the fixtures types.safetensors and model.safetensors with the Python package safetensors (0.8.0) and NumPy."""

import numpy
from safetensors import TensorSpec, serialize_file

kept = []


def spec(dtype, array):
    array = numpy.array(array, order="C")
    kept.append(array)
    return TensorSpec(dtype=dtype, shape=array.shape, data_ptr=array.ctypes.data, data_len=array.nbytes)


# One tensor of each type that can be read. bfloat16, which NumPy lacks, is the upper half of float32.
values = numpy.array([[0, 1, -2.5], [0.15625, 1024, -0.0078125]])
whole = numpy.array([0, 1, 2, 100])
types = {
    name: spec(name, values.astype(name)) for name in ["float64", "float32", "float16"]
}
types["bfloat16"] = spec("bfloat16", (values.astype("float32").view("uint32") >> 16).astype("uint16"))
for name in ["int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8", "bool"]:
    types[name] = spec(name, (whole % 2 if name == "bool" else whole).astype(name))
types["half extremes"] = spec(
    "float16", numpy.array([65504, 2**-24, -(2**-14), numpy.inf, -numpy.inf, numpy.nan], dtype="float16")
)
types["no axes"] = spec("float32", numpy.array(7.5, dtype="float32"))
types["no numbers"] = spec("float32", numpy.zeros((2, 0, 3), dtype="float32"))
types['gänse "quoted" \\ \n\U0001F98A'] = spec("float32", numpy.array([1], dtype="float32"))
serialize_file(types, "types.safetensors", {"format": "np", "by": 'a "test"\t\\'})

# The parameters of a small network, all float32: to be written again byte for byte.
model = {
    "conv2d1.kernel": spec("float32", numpy.arange(18, dtype="float32").reshape(3, 3, 1, 2) / 8),
    "conv2d1.bias": spec("float32", numpy.array([0.5, -0.5], dtype="float32")),
    "dense1.weights": spec("float32", numpy.arange(6, dtype="float32").reshape(2, 3)),
    "dense1.bias": spec("float32", numpy.array([1, 2, 3], dtype="float32")),
}
serialize_file(model, "model.safetensors", {"format": "np"})
