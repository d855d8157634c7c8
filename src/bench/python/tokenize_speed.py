"""Reports per second by fugashi and by transformers' BertJapaneseTokenizer, of the thread's
processor time, and their ratio to what TokenizeBench printed.

With --prepare FILE.csv DIR: writes DIR/texts and, from the words of these texts, the tokenizer folder
DIR/tokenizer. With --measure DIR JAVA_OUTPUT: measures and prints the ratios.
"""

import collections
import csv
import json
import os
import sys
import time
import unicodedata

import fugashi
import ipadic
import unidic_lite


def tagger(folder):
    return fugashi.GenericTagger(f'-d "{folder}" -r "{folder}/mecabrc"')


def prepare(file, out):
    texts = []
    for row in csv.DictReader(open(file, encoding="utf-8-sig", newline="")):
        parts = (row["Findings_JPN"], row["Impressions_JPN"])
        texts.append("\n".join(p for p in parts if p and p != "Not given."))
    os.makedirs(out + "/tokenizer", exist_ok=True)
    with open(out + "/texts", "w", encoding="utf-8", newline="") as f:
        f.write("\0".join(texts))
    tag = tagger(unidic_lite.DICDIR)
    normal = [unicodedata.normalize("NFKC", t) for t in texts]
    counts = collections.Counter(w.surface for t in normal[::2] for w in tag(t))
    characters = sorted({c for t in normal for c in t if c.strip()})
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters, *("##" + c for c in characters)]
    tokens += [w for w, n in counts.most_common() if n > 1 and len(w) > 1]
    with open(out + "/tokenizer/vocab.txt", "w", encoding="utf-8", newline="\n") as f:
        f.write("".join(t + "\n" for t in tokens))
    with open(out + "/tokenizer/tokenizer_config.json", "w", encoding="utf-8") as f:
        json.dump({"tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab",
                   "mecab_kwargs": {"mecab_dic": "unidic_lite"}, "do_lower_case": False}, f)


def best(texts, work, rounds):
    rates = []
    for _ in range(rounds):
        start = time.thread_time()
        for text in texts:
            work(text)
        rates.append(len(texts) / (time.thread_time() - start))
    return max(rates)


def measure(folder, java_output):
    import transformers

    texts = open(folder + "/texts", encoding="utf-8", newline="").read().split("\0")
    ours = {k: float(v) for k, v in (line.split() for line in open(java_output) if line.strip())}
    tokenizer = transformers.BertJapaneseTokenizer.from_pretrained(folder + "/tokenizer")
    theirs = {}
    for name, package in (("words_ipadic", ipadic), ("words_unidic_lite", unidic_lite)):
        tag = tagger(package.DICDIR)
        theirs[name] = best(texts, lambda text: [w.surface for w in tag(text)], 6)
    theirs["tokens"] = best(texts, tokenizer, 4)
    print(f"dictionary unidic_lite: {ours['load_seconds']:.2f} s, {ours['heap_mb']:.0f} MB of heap")
    print(f"{'':20}{'shoken':>10}{'Python':>10}{'ratio':>8}   ({len(texts)} reports, transformers {transformers.__version__})")
    for name, rate in theirs.items():
        print(f"{name:20}{ours[name]:10.0f}{rate:10.0f}{ours[name] / rate:8.1f}")


if __name__ == "__main__":
    {"--prepare": prepare, "--measure": measure}[sys.argv[1]](*sys.argv[2:])
