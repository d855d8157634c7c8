"""Golden figures of agreement: writes agreement.json next to this file.

Made with scikit-learn's cohen_kappa_score, the package krippendorff and NumPy's default_rng.
Versions are in the output. An answer of -1 is missing.
"""

import json
import pathlib
import warnings
from importlib.metadata import version

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score

warnings.filterwarnings("ignore")
RESAMPLES, SEED = 200, 12345
WEIGHTS = {"NOMINAL": None, "ORDINAL": "linear", "INTERVAL": "quadratic"}


def share(a, b):
    both = (a >= 0) & (b >= 0)
    return float(np.mean(a[both] == b[both])) if both.any() else float("nan")


def kappa(a, b, k, level):
    both = (a >= 0) & (b >= 0)
    if not both.any():
        return float("nan")
    return float(cohen_kappa_score(a[both], b[both], labels=list(range(k)), weights=WEIGHTS[level]))


def alpha(units, k, level):
    counts = np.array([[np.sum(u == c) for c in range(k)] for u in units])
    try:
        return float(krippendorff.alpha(value_counts=counts, value_domain=list(range(k)),
                                        level_of_measurement=level.lower()))
    except (ValueError, AssertionError):
        return float("nan")


def interval(n, figure):
    random = np.random.default_rng(SEED)
    figures = [figure(random.integers(n, size=n)) for _ in range(RESAMPLES)]
    figures = sorted(f for f in figures if not np.isnan(f))
    outside = len(figures) // 40
    return figures[outside], figures[-1 - outside]


def entry(n, figure):
    low, high = interval(n, figure)
    return {"value": figure(np.arange(n)), "low": low, "high": high}


def main():
    random = np.random.default_rng(1)
    cases = []
    for raters, n, k, missing in [(2, 12, 2, 0), (2, 40, 5, 0), (2, 30, 5, 0.2), (4, 25, 5, 0.3), (3, 60, 3, 0.1)]:
        truth = random.integers(k, size=n)
        units = np.array([[t if random.random() < 0.6 else random.integers(k) for _ in range(raters)] for t in truth])
        units[random.random(units.shape) < missing] = -1
        a, b = units[:, 0], units[:, 1]
        case = {"categories": k, "units": units.tolist(), "share": entry(n, lambda i: share(a[i], b[i]))}
        for level in WEIGHTS:
            case["kappa_" + level] = entry(n, lambda i: kappa(a[i], b[i], k, level))
            case["alpha_" + level] = entry(n, lambda i: alpha(units[i], k, level))
        cases.append(case)
    golden = {
        "versions": {p: version(p) for p in ["scikit-learn", "krippendorff", "numpy"]},
        "resamples": RESAMPLES,
        "seed": SEED,
        "cases": cases,
    }
    pathlib.Path(__file__).with_name("agreement.json").write_text(json.dumps(golden) + "\n")


main()
