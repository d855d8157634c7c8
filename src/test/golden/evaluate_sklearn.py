"""Writes what scikit-learn says about small seeded multi-label problems, for the Java tests.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
    venv/bin/python src/test/golden/evaluate_sklearn.py > src/test/resources/io/shoken/evaluate/sklearn.json
"""

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics

warnings.filterwarnings("ignore")  # edge cases are wanted here


def number(value):
    return None if np.isnan(value) else float(value)


def column(y, s, d):
    p, r, f, _ = metrics.precision_recall_fscore_support(y, d, average="binary", zero_division=0)
    both = 0 < y.sum() < len(y)
    return {
        "precision": float(p),
        "recall": float(r),
        "f1": float(f),
        "auroc": number(metrics.roc_auc_score(y, s)) if both else None,
        "average_precision": float(metrics.average_precision_score(y, s)) if y.any() else None,
    }


def average(y, s, d, kind):
    p, r, f, _ = metrics.precision_recall_fscore_support(y, d, average=kind, zero_division=0)
    result = {"precision": float(p), "recall": float(r), "f1": float(f)}
    if kind == "micro":
        result["auroc"] = number(metrics.roc_auc_score(y, s, average="micro"))
        result["average_precision"] = number(metrics.average_precision_score(y, s, average="micro"))
    return result


def intervals(y, d, rng, resamples=20_000):
    """Multinomial bootstrap over reports: what the Poisson bootstrap approximates."""
    n = len(y)
    weights = rng.multinomial(n, np.full(n, 1 / n), size=resamples).astype(float)
    tp, fp, fn = (weights @ m for m in (y * d, (1 - y) * d, y * (1 - d)))
    f1 = np.divide(2 * tp, 2 * tp + fp + fn, out=np.zeros_like(tp), where=2 * tp + fp + fn > 0)
    exact = weights @ (y == d).all(axis=1) / n
    return {
        "f1": np.quantile(f1, [0.025, 0.975], axis=0).T.tolist(),
        "macro": np.quantile(f1.mean(axis=1), [0.025, 0.975]).tolist(),
        "exact_match": np.quantile(exact, [0.025, 0.975]).tolist(),
    }


def problem(name, seed, n, decimals, edge):
    rng = np.random.default_rng(seed)
    y = (rng.random((n, 4)) < [0.5, 0.2, 0.05, 0.35]).astype(int)
    s = np.round(np.clip(0.45 * y + 0.6 * rng.random((n, 4)), 0, 1), decimals)
    if edge:
        y[:, 1] = 0  # no positives
        y[:, 2] = 1  # all positive
        s[:, 3] = 0.5  # one tie
        s[:, 1] *= 0.5  # nothing decided positive either
    d = (s >= 0.5).astype(int)
    return {
        "name": name,
        "labels": y.T.tolist(),
        "scores": s.T.tolist(),
        "decisions": d.T.tolist(),
        "findings": [column(y[:, i], s[:, i], d[:, i]) for i in range(4)],
        "macro": average(y, s, d, "macro"),
        "micro": average(y, s, d, "micro"),
        "exact_match": float(metrics.accuracy_score(y, d)),
        "intervals": intervals(y, d, rng),
    }


json.dump(
    {
        "made_by": "evaluate_sklearn.py",
        "versions": {
            "python": sys.version.split()[0],
            "scikit-learn": sklearn.__version__,
            "numpy": np.__version__,
        },
        "problems": [
            problem("distinct scores", 1, 200, 9, False),
            problem("many ties", 2, 300, 1, False),
            problem("edges", 3, 40, 2, True),
        ],
    },
    sys.stdout,
    indent=None,
)
print()
