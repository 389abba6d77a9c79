"""Writes integers.json: what NumPy gives for each expression of IntegerCases.swift, with the integers a and b of that file.

    python3 Tests/EngineTests/Fixtures/integers.py
"""

import json
import pathlib
import re

import numpy as np

here = pathlib.Path(__file__).parent
source = (here / ".." / "Operations" / "IntegerCases.swift").read_text()
names = {"np": np, "a": np.array([[7, -7, 3], [-3, 8, -9]]), "b": np.array([2, -2, 4])}


def case(expression):
    result = np.asarray(eval(expression, names)).astype(float)
    return {"expression": expression, "result": {"shape": list(result.shape), "data": result.ravel().tolist()}}


expressions = dict.fromkeys(re.findall(r'numpy: "([^"]+)"', source))
lines = ",\n".join(json.dumps(case(expression), separators=(",", ":")) for expression in expressions)
(here / "integers.json").write_text(f'{{"computed_with":"NumPy {np.__version__}","cases":[\n{lines}\n]}}\n')
