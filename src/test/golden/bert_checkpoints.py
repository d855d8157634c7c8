"""Checkpoints in the forms that public ones have, and what transformers loads from them.

Writes src/test/resources/bert-checkpoints: a folder a form, each a random BERT of 8 hidden units,
and golden.json with what BertForSequenceClassification.from_pretrained(folder, num_labels=18)
takes from it: sums over each tensor that it loads, and the names that it does not use
("unexpected") or draws anew ("missing"). Made with Python 3.11, torch 2.15.0, transformers 5.23.0:

    python src/test/golden/bert_checkpoints.py
"""

import json
import pathlib
import shutil

import torch
import transformers
from safetensors.torch import save_file
from transformers import (
    BertConfig,
    BertForPreTraining,
    BertForSequenceClassification,
    BertForTokenClassification,
    BertModel,
)

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "bert-checkpoints"
FINDINGS = [
    "Medical material", "Arterial wall calcification", "Cardiomegaly", "Pericardial effusion",
    "Coronary artery wall calcification", "Hiatal hernia", "Lymphadenopathy", "Emphysema",
    "Atelectasis", "Lung nodule", "Lung opacity", "Pulmonary fibrotic sequela",
    "Pleural effusion", "Mosaic attenuation pattern", "Peribronchial thickening",
    "Consolidation", "Bronchiectasis", "Interlobular septal thickening",
]  # fmt: skip
WORDS = 20
SHAPE = {
    "model_type": "bert", "vocab_size": WORDS, "hidden_size": 8, "num_hidden_layers": 1,
    "num_attention_heads": 2, "intermediate_size": 16, "max_position_embeddings": 16,
}  # fmt: skip
LABELS = {
    "problem_type": "multi_label_classification",
    "id2label": {str(i): name for i, name in enumerate(FINDINGS)},
    "label2id": {name: i for i, name in enumerate(FINDINGS)},
}


def old(name):
    return name.replace("LayerNorm.weight", "LayerNorm.gamma").replace(
        "LayerNorm.bias", "LayerNorm.beta"
    )


def folder(name, config, state, pickled=False):
    path = OUT / name
    path.mkdir(parents=True)
    (path / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (path / "vocab.txt").write_text("".join(f"word{i}\n" for i in range(WORDS)))
    if pickled:
        torch.save(state, path / "pytorch_model.bin")
    else:
        whole = {k: v.contiguous().clone() for k, v in state.items()}
        save_file(whole, path / "model.safetensors", metadata={"format": "pt"})


def save_all():
    pre = BertForPreTraining(BertConfig(**SHAPE)).state_dict()
    bare = BertModel(BertConfig(**SHAPE)).state_dict()
    classifier = BertForSequenceClassification(BertConfig(**SHAPE, num_labels=18)).state_dict()
    tagger = BertForTokenClassification(BertConfig(**SHAPE, num_labels=5)).state_dict()
    positions = torch.arange(16).unsqueeze(0)

    # As bert-base-uncased and bert-base-japanese: more than the named architecture has.
    masked = {old(k): v for k, v in pre.items() if k != "cls.predictions.decoder.bias"}
    folder("masked-with-pooler", dict(SHAPE, architectures=["BertForMaskedLM"]), masked)
    plain = {k: v for k, v in pre.items() if "pooler" not in k and "seq_rel" not in k}
    folder("masked-without-pooler", dict(SHAPE, architectures=["BertForMaskedLM"]), plain)
    folder("bare-with-heads", dict(SHAPE, architectures=["BertModel"]), pre)
    folder(
        "bare-pickled", dict(SHAPE, architectures=["BertModel"]),
        dict(bare, **{"embeddings.position_ids": positions}), pickled=True,
    )  # fmt: skip
    folder("unnamed-pretraining", SHAPE, pre)
    folder("unnamed-bare", dict(SHAPE, architectures=None), bare)
    folder("unnamed-classifier", dict(SHAPE, **LABELS), classifier)
    folder("tagger", dict(SHAPE, architectures=["BertForTokenClassification"]), tagger)

    named = dict(SHAPE, **LABELS, architectures=["BertForSequenceClassification"])
    extra = {"loss_fct.pos_weight": torch.ones(18), "bert.embeddings.position_ids": positions}
    folder("classifier-with-buffers", named, dict(classifier, **extra))
    padded = dict(classifier)
    table = "bert.embeddings.word_embeddings.weight"
    padded[table] = torch.cat([classifier[table], torch.zeros(4, 8)])
    folder("classifier-padded", dict(named, vocab_size=WORDS + 4), padded)
    folder("classifier-doubles", named, {k: v.double() for k, v in classifier.items()})
    folder("classifier-deeper", named, dict(classifier, **{
        k.replace("layer.0", "layer.1"): v for k, v in classifier.items() if "layer.0" in k
    }))  # fmt: skip
    folder("module", named, {"module." + k: v for k, v in classifier.items()})


def loaded(path):
    model, info = BertForSequenceClassification.from_pretrained(
        path, num_labels=18, output_loading_info=True, ignore_mismatched_sizes=True,
        dtype=torch.float32,
    )  # fmt: skip
    anew = set(info["missing_keys"]) | {key[0] for key in info["mismatched_keys"]}
    sums = {}
    for name, tensor in model.state_dict().items():
        if name not in anew:
            values = tensor.double().flatten()
            sums[name] = [float(values.sum()), float((values * values).sum()), float(values[-1])]
    return {
        "loaded": sums,
        "missing": sorted(anew),
        "unexpected": sorted(set(info["unexpected_keys"])),
    }


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    torch.manual_seed(11)
    save_all()
    golden = {
        "made_with": {"torch": torch.__version__, "transformers": transformers.__version__},
        "folders": {path.name: loaded(path) for path in sorted(OUT.iterdir())},
    }
    (OUT / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
