"""Makes random BERTs of base size, in the shape of tohoku-nlp/bert-base-japanese-v3.

    python src/bench/python/bert_base.py OUT

OUT/v3 is a pre-trained model as that one ships (BertForPreTraining, one pickle), OUT/classifier a
fine-tuned one. Made for torch 2.7.1, transformers 5.23.0.
"""

import pathlib
import sys

import torch
from transformers import BertConfig, BertForPreTraining, BertForSequenceClassification

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "test" / "golden"))
from bert import FINDINGS

out = pathlib.Path(sys.argv[1])
torch.manual_seed(1)
pre_trained = BertForPreTraining(BertConfig(vocab_size=32768))
pre_trained.save_pretrained(out / "v3")
(out / "v3" / "model.safetensors").unlink()
torch.save(pre_trained.state_dict(), out / "v3" / "pytorch_model.bin")
names = dict(enumerate(FINDINGS))
classifier = BertForSequenceClassification(
    BertConfig(
        vocab_size=32768,
        id2label=names,
        label2id={name: i for i, name in names.items()},
        problem_type="multi_label_classification",
    )
)
classifier.save_pretrained(out / "classifier")
