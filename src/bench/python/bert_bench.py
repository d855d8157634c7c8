"""transformers' side of bench/bert, and the table of both sides. Made for torch 2.7.1, transformers
5.23.0, fugashi 1.5.2, unidic-lite 1.0.8.

    python bert_bench.py prepare REPORTS.csv DIR     texts, and a random classifier of base size
    python bert_bench.py theirs DIR REPORTS STEPS CORES cpu|gpu
    python bert_bench.py table DIR

The rows of transformers include its tokenization. Trainer needs accelerate, which adds nothing to a
step on a processor, so training is the loop that Trainer runs with bf16=True and its defaults:
autocast, fused AdamW, clipping to 1, batches of 8 in file order padded to their longest.
"""

import collections
import csv
import json
import pathlib
import re
import sys
import time
import unicodedata

FP32 = "pipeline, fp32, batches of 8, file order"
BF16 = "bf16, sorted by length, batches of 8"
TRAIN = "training as Trainer, bf16, file order"


def read_texts(folder):
    return open(folder / "texts", encoding="utf-8", newline="").read().split("\0")


def prepare(file, folder):
    import fugashi
    import torch
    import unidic_lite
    from transformers import BertConfig, BertForSequenceClassification, BertJapaneseTokenizer

    sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "test" / "golden"))
    from bert import FINDINGS

    folder = pathlib.Path(folder)
    model = folder / "report"
    model.mkdir(parents=True, exist_ok=True)
    texts = []
    for row in csv.DictReader(open(file, encoding="utf-8-sig", newline="")):
        parts = (row["Findings_JPN"], row["Impressions_JPN"])
        texts.append("\n".join(p for p in parts if p and p != "Not given."))
    (folder / "texts").write_bytes("\0".join(texts).encode())
    tag = fugashi.GenericTagger(f'-d "{unidic_lite.DICDIR}" -r "{unidic_lite.DICDIR}/mecabrc"')
    normal = [unicodedata.normalize("NFKC", t) for t in texts]
    counts = collections.Counter(w.surface for t in normal[::2] for w in tag(t))
    signs = sorted({c for t in normal for c in t if c.strip()})
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *signs, *("##" + c for c in signs)]
    tokens += [w for w, n in counts.most_common() if n > 1 and len(w) > 1]
    tokens += [f"[unused{i}]" for i in range(32768 - len(tokens))]
    (model / "vocab.txt").write_text("".join(t + "\n" for t in tokens), encoding="utf-8")
    settings = {
        "tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab",
        "mecab_kwargs": {"mecab_dic": "unidic_lite"}, "do_lower_case": False,
        "model_max_length": 512,
    }  # fmt: skip
    (model / "tokenizer_config.json").write_text(json.dumps(settings))
    torch.manual_seed(1)
    names = dict(enumerate(FINDINGS))
    config = BertConfig(
        vocab_size=32768, id2label=names, label2id={n: i for i, n in names.items()},
        problem_type="multi_label_classification",
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(model)
    tokenizer = BertJapaneseTokenizer.from_pretrained(model)
    lengths = [len(tokenizer(t, truncation=True, max_length=512)["input_ids"]) for t in texts]
    (folder / "lengths").write_text("".join(f"{n}\n" for n in lengths))
    evidence = folder / "evidence"
    evidence.mkdir(exist_ok=True)
    for name in model.iterdir():
        link = evidence / name.name
        link.unlink(missing_ok=True)
        link.symlink_to(name.resolve())
    (evidence / "shoken.json").write_text('{"reading": "evidence", "passages": "sentence"}')


def pairs(model, tokenizer, texts):
    for i in range(0, len(texts), 8):
        yield tokenizer(
            texts[i : i + 8], truncation=True, max_length=512, padding=True, return_tensors="pt"
        ).to(model.device)


def sorted_bf16(model, tokenizer, texts):
    import torch

    model.eval().to(torch.bfloat16)
    with torch.inference_mode():
        model(**next(pairs(model, tokenizer, texts[:4])))
        begin = time.time()
        # By characters, as a user would before tokenization; tokens follow them closely.
        for batch in pairs(model, tokenizer, sorted(texts, key=len)):
            model(**batch).logits.float().cpu()
        return time.time() - begin


def train(model, lengths):
    import random

    import torch

    rng = random.Random(1)
    rows = [[rng.randrange(5, model.config.vocab_size) for _ in range(n)] for n in lengths]
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5, fused=True)
    begin = time.time()
    for i in range(0, len(rows), 8):
        part = rows[i : i + 8]
        width = max(map(len, part))
        at = model.device
        ids = torch.tensor([r + [0] * (width - len(r)) for r in part]).to(at)
        mask = torch.tensor([[1] * len(r) + [0] * (width - len(r)) for r in part]).to(at)
        with torch.autocast(at.type, dtype=torch.bfloat16):
            loss = model(ids, mask, labels=torch.zeros(len(part), 18, device=at)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        float(loss.detach())
    return time.time() - begin


def gemm(dtype, device):
    """GFLOP/s of the best of some products of the encoder's largest shape."""
    import torch

    rows = 1024 if device == "cpu" else 16384
    wait = torch.cuda.synchronize if device == "cuda" else lambda: None
    a = torch.randn(rows, 768).to(device, dtype)
    b = torch.randn(768, 3072).to(device, dtype)
    best = 0
    for _ in range(30):
        begin = time.time()
        for _ in range(10):
            a @ b
        wait()
        best = max(best, 10 * 2 * rows * 768 * 3072 / (time.time() - begin) / 1e9)
    return best


def theirs(folder, reports, steps, cores, device):
    import torch
    import transformers
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

    torch.set_num_threads(int(cores))
    device = "cuda" if device == "gpu" else "cpu"
    folder = pathlib.Path(folder)
    texts = read_texts(folder)[: int(reports)]
    tokenizer = AutoTokenizer.from_pretrained(folder / "report")
    model = AutoModelForSequenceClassification.from_pretrained(folder / "report").eval().to(device)
    rows = {}
    read = pipeline(
        "text-classification", model=model, tokenizer=tokenizer, top_k=None, device=device
    )
    read(texts[:2], truncation=True)
    begin = time.time()
    read(texts, batch_size=8, truncation=True, function_to_apply="sigmoid")
    rows[FP32] = {"reports": len(texts), "seconds": time.time() - begin}
    if int(steps):
        lengths = [int(n) for n in open(folder / "lengths")][: 8 * int(steps)]
        rows[TRAIN] = {"reports": len(lengths), "seconds": train(model, lengths)}
    rows[BF16] = {"reports": len(texts), "seconds": sorted_bf16(model, tokenizer, texts)}
    rates = {"fp32": gemm(torch.float32, device), "bf16": gemm(torch.bfloat16, device)}
    versions = {"torch": torch.__version__, "transformers": transformers.__version__}
    on = torch.cuda.get_device_name() if device == "cuda" else f"{cores} threads"
    out = {"rows": rows, "gemm": rates, "versions": versions, "on": on}
    (folder / "theirs.json").write_text(json.dumps(out))


def table(folder):
    folder = pathlib.Path(folder)
    other = json.loads((folder / "theirs.json").read_text())
    ours = {}
    for name in ("report-bf16", "report-fp32", "evidence-bf16"):
        lines = (folder / f"ours-{name}.json").read_text().splitlines()
        ours[name] = json.loads(next(line for line in lines if line.startswith("{")))
    rate = lambda row: row["reports"] / row["seconds"]
    first, second = rate(other["rows"][FP32]), rate(other["rows"][BF16])
    print(
        f"{other['on']}, torch {other['versions']['torch']},"
        f" transformers {other['versions']['transformers']}; reports/s, tokenization included"
    )
    rows = [
        ("report, bf16", ours["report-bf16"], FP32, first, 3.0),
        ("report, fp32", ours["report-fp32"], FP32, first, None),
        ("report, bf16", ours["report-bf16"], BF16, second, 1.0),
        ("evidence, bf16", ours["evidence-bf16"], FP32, first, 5.0),
    ]
    trained = folder / "ours-train"
    if trained.exists() and TRAIN in other["rows"]:
        found = re.search(r"train .*?([\d.]+) texts/s", trained.read_text())
        row = {"reports": float(found.group(1)), "seconds": 1}
        rows.append(("training, bf16", row, TRAIN, rate(other["rows"][TRAIN]), 1.3))
    print(f"{'shoken':16}{'reports':>8}{'rate':>8}   {'transformers':42}{'rate':>8}{'ratio':>8}{'aim':>6}")
    for name, row, against, theirs_rate, aim in rows:
        count = row["reports"] if "tokens" in row else ""
        print(
            f"{name:16}{count:>8}{rate(row):8.2f}   {against:42}{theirs_rate:8.2f}"
            f"{rate(row) / theirs_rate:8.2f}{'' if aim is None else aim:>6}"
        )
    for name, row in ours.items():
        used, most = row["flops"] / row["seconds"] / 1e9, other["gemm"][name.split("-")[1]]
        print(
            f"{name}: {row['tokens'] / row['seconds']:.0f} tokens/s without padding,"
            f" {used:.0f} of {most:.0f} GFLOP/s of a product ({100 * used / most:.0f} %)"
        )


if __name__ == "__main__":
    {"prepare": prepare, "theirs": theirs, "table": table}[sys.argv[1]](*sys.argv[2:])
