"""Checks that transformers reads a folder that shoken wrote, with the logits that shoken gave.

    python src/test/golden/bert_check.py FOLDER LOGITS.json

LOGITS.json holds {"rows": [[token ids]], "logits": [[18 numbers, in the order of the findings]]},
as `BertBench logits FOLDER LOGITS.json` writes it. Made for torch 2.7.1, transformers 5.23.0.
"""

import json
import sys

import torch
from transformers import AutoModelForSequenceClassification

from bert import FINDINGS, block

folder, file = sys.argv[1:]
model, info = AutoModelForSequenceClassification.from_pretrained(folder, output_loading_info=True)
loose = {k: v for k, v in info.items() if v}
assert not loose, f"transformers reports {loose}"
assert type(model).__name__ == "BertForSequenceClassification"
assert model.config.problem_type == "multi_label_classification"
case = json.load(open(file))
ids, mask = block(case["rows"])
with torch.no_grad():
    logits = model.eval()(ids, mask).logits
order = [model.config.label2id[name] for name in FINDINGS]
assert [model.config.id2label[i] for i in order] == FINDINGS
farthest = float((logits[:, order] - torch.tensor(case["logits"])).abs().max())
print(f"{len(case['rows'])} sequences, farthest logit {farthest:.2e}")
assert farthest < 1e-5
