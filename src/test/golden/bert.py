"""Golden values for the package bert, from torch and transformers.

Writes src/test/resources/bert: tiny random models as transformers saves them, and what torch
computes with them. Made with Python 3.11, torch 2.7.1, transformers 5.23.0, safetensors 0.8.0:

    pip install torch==2.7.1 transformers==5.23.0 safetensors==0.8.0
    python src/test/golden/bert.py
"""

import collections
import json
import pathlib
import random
import shutil

import torch
import transformers
from safetensors.torch import save_file
from transformers import (
    BertConfig,
    BertForMaskedLM,
    BertForPreTraining,
    BertForSequenceClassification,
    BertModel,
)

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "bert"
FINDINGS = [
    "Medical material", "Arterial wall calcification", "Cardiomegaly", "Pericardial effusion",
    "Coronary artery wall calcification", "Hiatal hernia", "Lymphadenopathy", "Emphysema",
    "Atelectasis", "Lung nodule", "Lung opacity", "Pulmonary fibrotic sequela",
    "Pleural effusion", "Mosaic attenuation pattern", "Peribronchial thickening",
    "Consolidation", "Bronchiectasis", "Interlobular septal thickening",
]  # fmt: skip
VOCABULARY = 60
WEIGHT_DECAY, RATE, WARM_UP, STEPS, CLIP = 0.01, 1e-3, 5, 20, 0.3


def config(positions=64, **more):
    order = FINDINGS[:]
    random.Random(7).shuffle(order)
    return BertConfig(
        vocab_size=VOCABULARY, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=positions, initializer_range=0.15,
        problem_type="multi_label_classification",
        id2label=dict(enumerate(order)), label2id={n: i for i, n in enumerate(order)}, **more,
    )  # fmt: skip


def no_dropout(model):
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    return model.eval()


def block(rows):
    width = max(map(len, rows))
    ids = torch.tensor([r + [0] * (width - len(r)) for r in rows])
    mask = torch.tensor([[1] * len(r) + [0] * (width - len(r)) for r in rows])
    return ids, mask


def sequence(rng, length):
    return [rng.randrange(5, VOCABULARY) for _ in range(length)]


def vocabulary(folder):
    (folder / "vocab.txt").write_text("".join(f"word{i}\n" for i in range(VOCABULARY)))


def save_models(model):
    folder = OUT / "classifier"
    model.save_pretrained(folder)
    torch.save(model.state_dict(), folder / "pytorch_model.bin")
    vocabulary(folder)
    model.save_pretrained(OUT / "sharded", max_shard_size="40KB")
    for name, dtype in (("fp16", torch.float16), ("bf16", torch.bfloat16)):
        copy = BertForSequenceClassification(model.config)
        copy.load_state_dict(model.state_dict())
        copy.to(dtype).save_pretrained(OUT / name)
        torch.save(copy.state_dict(), OUT / name / "pytorch_model.bin")


def save_pre_trained():
    """A folder as tohoku-nlp/bert-base-japanese-v3 has it: one pickle, with the buffer of old
    releases and, as conversions from TensorFlow leave them, transposed matrices."""
    torch.manual_seed(3)
    model = no_dropout(BertForPreTraining(config()))
    folder = OUT / "pretraining"
    model.save_pretrained(folder)
    (folder / "model.safetensors").unlink()
    state = collections.OrderedDict(model.state_dict())
    state["bert.embeddings.position_ids"] = torch.arange(64).unsqueeze(0)
    for name in list(state):
        if name.endswith("query.weight"):
            state[name] = state[name].t().contiguous().t()
    torch.save(state, folder / "pytorch_model.bin")
    torch.manual_seed(4)
    no_dropout(BertForMaskedLM(config())).save_pretrained(OUT / "masked")
    BertModel(config()).save_pretrained(OUT / "bare")
    return model


def logits(model):
    rng = random.Random(1)
    batches = [[n] for n in (1, 2, 3, 5, 8, 17, 64, 255, 511, 512)]
    batches += [[4, 4, 4], [1, 9, 30], [512, 1, 77], [12, 6, 40, 3, 25]]
    half = BertForSequenceClassification(model.config)
    half.load_state_dict(model.state_dict())
    half = half.to(torch.bfloat16).eval()
    cases = []
    for lengths in batches:
        rows = [sequence(rng, n) for n in lengths]
        ids, mask = block(rows)
        with torch.no_grad():
            fp32 = model(ids, mask).logits
            bf16 = half(ids, mask).logits.float()
        cases.append({"rows": rows, "fp32": fp32.tolist(), "bf16": bf16.tolist()})
    return cases


def activations(model):
    ids, mask = block([sequence(random.Random(5), n) for n in (9, 4)])
    cases = {"rows": [ids[0].tolist(), ids[1, :4].tolist()]}
    for act in ("gelu_new", "relu"):
        other = BertForSequenceClassification(config(positions=512, hidden_act=act))
        other.load_state_dict(model.state_dict())
        with torch.no_grad():
            cases[act] = no_dropout(other)(ids, mask).logits.tolist()
    return cases


def bce(z, y, positive):
    return torch.nn.functional.binary_cross_entropy_with_logits(z, y, pos_weight=positive)


def noisy_or(z, reports, y, positive):
    """The pooled loss written as its definition, in double precision."""
    none = 1 - torch.sigmoid(z.double())
    p = torch.stack([1 - none[r].prod(0) for r in reports])
    y = y.double()
    return -(positive * y * p.log() + (1 - y) * (1 - p).log()).mean().float()


def train(model, loss_of, names):
    """20 steps of AdamW on ever the same losses -> losses, gradient norms before the cut."""
    decayed, rest = [], []
    for name, p in model.named_parameters():
        if name in names:
            plain = name.endswith(".bias") or "LayerNorm" in name
            (rest if plain else decayed).append(p)
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": rest, "weight_decay": 0.0}],
        lr=RATE,
    )
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, WARM_UP, STEPS)
    losses, norms = [], []
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model, step)
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(decayed + rest, CLIP)))
        optimizer.step()
        schedule.step()
        losses.append(float(loss))
    return losses, norms


def task(name, model, loss_of):
    """The gradients of step 0, then the losses of 20 steps."""
    model.zero_grad()
    loss_of(model, 0).backward()
    gradients = {n: p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}
    save_file(gradients, OUT / f"gradients-{name}.safetensors")
    losses, norms = train(model, loss_of, gradients.keys())
    return {"losses": losses, "norms": norms}


def fresh(model):
    copy = type(model)(model.config)
    copy.load_state_dict(model.state_dict())
    return no_dropout(copy)


def training(model, pre_trained):
    rng = random.Random(2)
    rows = [sequence(rng, n) for n in (12, 5, 30, 30, 9, 1)]
    labels = [[float(rng.random() < 0.4) for _ in FINDINGS] for _ in rows]
    positive = [1.0 + rng.random() * 3 for _ in FINDINGS]
    y, w = torch.tensor(labels), torch.tensor(positive)
    batches = [[0, 1, 2, 3], [4, 5, 0], [1, 2, 3, 5]]

    def report(m, step):
        pick = batches[step % len(batches)]
        ids, mask = block([rows[i] for i in pick])
        return bce(m(ids, mask).logits, y[pick], w)

    # Report i says these sentences; some stand in several reports.
    said = [[0, 1, 4], [1, 2], [3], [5, 0, 2, 4], [0], [4, 1]]

    def evidence(m, step):
        pick = batches[step % len(batches)]
        ids, mask = block(rows)
        return noisy_or(m(ids, mask).logits, [said[i] for i in pick], y[pick], w)

    # Row, position, word that stood there.
    masked = [(0, 3, 11), (0, 7, 12), (2, 0, 13), (2, 29, 14), (3, 5, 59), (1, 4, 5)]

    def words(m, step):
        ids, mask = block(rows[:4])
        target = torch.full_like(ids, -100)
        for r, p, word in masked:
            target[r, p] = word
        scores = m(ids, mask).prediction_logits
        return torch.nn.functional.cross_entropy(scores.flatten(0, 1), target.flatten())

    return {
        "rows": rows, "labels": labels, "positive": positive, "batches": batches, "said": said,
        "masked": masked, "decay": WEIGHT_DECAY, "rate": RATE, "warmUp": WARM_UP, "steps": STEPS,
        "clip": CLIP,
        "report": task("report", fresh(model), report),
        "evidence": task("evidence", fresh(model), evidence),
        "words": task("words", fresh(pre_trained), words),
    }  # fmt: skip


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    torch.manual_seed(1)
    model = no_dropout(BertForSequenceClassification(config(positions=512)))
    with torch.no_grad():
        for name, p in model.named_parameters():
            if name.endswith("bias") or "LayerNorm" in name:
                p.add_(torch.randn_like(p) * 0.05)
    save_models(model)
    pre_trained = save_pre_trained()
    golden = {
        "made_with": {"torch": torch.__version__, "transformers": transformers.__version__},
        "logits": logits(model),
        "activations": activations(model),
        "training": training(model, pre_trained),
    }
    (OUT / "golden.json").write_text(json.dumps(golden))


if __name__ == "__main__":
    main()
