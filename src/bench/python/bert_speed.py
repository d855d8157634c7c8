"""What BertBench measures, by transformers: the same folder, lengths and threads.

    python src/bench/python/bert_speed.py FOLDER LENGTHS COUNT STEPS

Predicts COUNT texts as the text-classification pipeline does by default (fp32, batches of 8 in file
order), and at its best (bf16, sorted by length); then trains STEPS batches of 8 as Trainer does
with bf16 (autocast, fused AdamW, clipping, file order). Tokenization is left out on both sides.
"""

import random
import sys
import time

import torch
from transformers import AutoModelForSequenceClassification

folder, lengths, count, steps = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
rng = random.Random(1)
model = AutoModelForSequenceClassification.from_pretrained(folder)
rows = [
    [rng.randrange(5, model.config.vocab_size) for _ in range(min(512, int(line)))]
    for line in open(lengths)
]


def batches(some):
    for i in range(0, len(some), 8):
        part = some[i : i + 8]
        width = max(map(len, part))
        ids = torch.tensor([r + [0] * (width - len(r)) for r in part])
        mask = torch.tensor([[1] * len(r) + [0] * (width - len(r)) for r in part])
        yield ids, mask


def predict(name, net, some):
    with torch.inference_mode():
        net(*next(batches(some[:2])))
        begin, cpu = time.time(), time.thread_time()
        for ids, mask in batches(some):
            net(ids, mask)
        # With one thread, what a busy machine's other work does not change.
        print(f"{time.thread_time() - cpu:.2f} s of this thread's processor time")
        seconds = time.time() - begin
    print(f"predict {name}: {len(some)} texts in {seconds:.2f} s: {len(some) / seconds:.2f} texts/s")


def train(net, some):
    net.train()
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-5, fused=True)
    begin = time.time()
    for ids, mask in batches(some):
        labels = torch.zeros(len(ids), 18)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = net(ids, mask, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        float(loss.detach())
    seconds = time.time() - begin
    print(f"train bf16 autocast, file order: {len(some) / seconds:.2f} texts/s")


print(f"torch {torch.__version__}, {torch.get_num_threads()} threads")
model.eval()
predict("fp32, batches of 8, file order", model, rows[:count])
if steps:
    train(model, rows[: 8 * steps])
model.eval().to(torch.bfloat16)
predict("bf16, batches of 8, sorted", model, sorted(rows[:count], key=len))
