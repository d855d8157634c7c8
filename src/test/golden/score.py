"""Makes src/test/resources/golden/score/*.json.gz with sacreBLEU and rouge-score.

    python3 -m venv venv
    venv/bin/pip install 'sacrebleu[ja]==2.6.0' rouge-score==0.1.2
    venv/bin/python src/test/golden/score.py src/test/resources/golden/score

Run with Python 3.11, numpy 2.4.6, mecab-python3 1.0.12 and ipadic 1.0.0; the file states what it ran
with. All text is composed here. With a second argument, a folder with valid_reports_ja.csv, it also
scores those reports against themselves without every seventh character; only scores are kept.
"""

import csv
import gzip
import json
import os
import random
import sys
from importlib.metadata import version

import sacrebleu
from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

SEED = 20260
TOKENIZERS = ["ja-mecab", "char", "13a", "none"]
SMOOTHINGS = ["exp", "floor", "add-k", "none"]
ROUGE = ["rouge1", "rouge2", "rougeL", "rougeLsum"]

PLACES = ["右上葉S1", "左下葉S10", "右中葉", "左舌区", "両側下葉背側", "気管分岐部", "縦隔", "右肺門", "左肺尖部"]
LESIONS = ["結節影", "すりガラス影", "浸潤影", "索状影", "嚢胞", "気管支拡張", "無気肺", "網状影", "小葉間隔壁の肥厚"]
SENTENCES = [
    "{place}に径{size}mmの{lesion}を認める。",
    "{place}には明らかな{lesion}を認めません。",
    "前回CTと比較して{place}の{lesion}は{size}㎜から{other}㎜に増大しています。",
    "心嚢液貯留なし、胸水は{place}優位に少量あり。",
    "冠動脈および大動脈壁に石灰化が見られる（{size}x{other}×8mm）。",
    "リンパ節は短径{size}.5mm以下で、病的腫大は指摘できない。",
    "Th{size}椎体に圧迫骨折の疑い, S/O metastasis.",
    "撮影範囲の肝・脾・膵に特記すべき異常なし. See 2.{size}-{other} & \"IMAGE\" <3>.",
    "気管支壁は軽度肥厚、　{place}に{lesion}が散在。",
]
ODDITIES = [
    "", " ", "　", "。", "ｶﾞﾗｽ影", "が\u3099", "👨‍⚕️結節👍🏽", "葛\U000e0100城", "𠮷野家で𩸽", "A\u00a0B\u2009C", "a\u0085b",
    "S1+2", "12.5×8㎜", "１２．５ｍｍ", "ーーーーーーーーーー", "ああああああああああああああ", "&quot;CT&quot; &amp; &lt;MRI&gt;",
    "（右）[左]{両側}", "it's 5-6 cm, e.g. 3.5. x-y", "<skipped>end", "İSTANBUL ΟΔΟΣ", "tail space  ", "x", "!", "(a) b! ?c", "\u200b零幅\u200d", "\ufeff頭",
]


def compose(rng):
    sentences = []
    for _ in range(rng.randint(1, 5)):
        sentences.append(rng.choice(SENTENCES).format(
            place=rng.choice(PLACES), lesion=rng.choice(LESIONS),
            size=rng.randint(2, 30), other=rng.randint(2, 30)))
    return "".join(sentences)


def damage(rng, text, share):
    out = []
    for c in text:
        x = rng.random()
        if x < share / 3:
            continue
        out.append(c)
        if x > 1 - share / 3:
            out.append(rng.choice("のにを右左12.mm 。、CT"))
        elif x > 1 - 2 * share / 3:
            out[-1] = rng.choice("肺心胸水無有認 ")
    result = "".join(out)
    if rng.random() < share and len(result) > 8:
        # Move a block, which is what TER looks for.
        a, b, c = sorted(rng.sample(range(len(result)), 3))
        result = result[:a] + result[b:c] + result[a:b] + result[c:]
    return result


def pairs(rng):
    made = []
    for i in range(90):
        reference = compose(rng)
        share = [0, 0.03, 0.15, 0.5][i % 4]
        made.append((damage(rng, reference, share), reference, damage(rng, reference, share + 0.05)))
    for text in ODDITIES:
        made.append((text, text, text))
        other = rng.choice(ODDITIES)
        made.append((text + other, other, compose(rng)))
        made.append((compose(rng) + text, compose(rng), ""))
    made.append(("", "所見なし。", "所見なし"))
    made.append(("所見なし。", "", ""))
    made.append(("", "", ""))
    made.append(("b c d e f a a a a g " * 9, "a b c d e f a a a g h " * 9, "a b c"))
    return made


class Tokens:
    """Lets rouge-score see the tokens that sacreBLEU sees."""

    def __init__(self, name):
        self.call = BLEU(tokenize=name).tokenizer

    def tokenize(self, text):
        return self.call(text.rstrip()).split()


def lsum_lines(text):
    return text.replace("。", "。\n")


def rouge(name, hyps, refs):
    scorer = rouge_scorer.RougeScorer(ROUGE, tokenizer=Tokens(name))
    rows = []
    for h, r in zip(hyps, refs):
        flat = scorer.score(r, h)
        cut = scorer.score(lsum_lines(r), lsum_lines(h))
        row = []
        for kind in ROUGE:
            s = (cut if kind == "rougeLsum" else flat)[kind]
            row += [100 * s.fmeasure, 100 * s.precision, 100 * s.recall]
        rows.append(row)
    return {"sentence": rows, "corpus": [sum(c) / len(rows) for c in zip(*rows)]}


def metric(make, hyps, refs, sentences=True):
    corpus = make()
    score = corpus.corpus_score(hyps, [refs])
    out = {"score": score.score, "signature": str(corpus.get_signature()),
           "line": score.format(1, False, str(corpus.get_signature()))}
    if sentences:
        out["sentence"] = [make().sentence_score(h, [r]).score for h, r in zip(hyps, refs)]
    return out


def bleu(hyps, refs):
    out = {}
    for tok in TOKENIZERS:
        for smooth in SMOOTHINGS:
            for eff in (False, True):
                for lower in (False, True):
                    key = f"{tok} {smooth} {'eff' if eff else '-'} {'lc' if lower else '-'}"
                    out[key] = metric(lambda: BLEU(tokenize=tok, smooth_method=smooth, effective_order=eff,
                                                   lowercase=lower), hyps, refs, smooth != "none" or not lower)
    return out


def ter(hyps, refs):
    out = {}
    for tok in ("none", "char", "ja-mecab"):
        cut = BLEU(tokenize=tok).tokenizer
        prepare = (lambda t: t) if tok == "none" else (lambda t: " ".join(cut(t.rstrip()).split()))
        h, r = [prepare(t) for t in hyps], [prepare(t) for t in refs]
        for bits in range(16) if tok == "none" else (0,):
            options = dict(normalized=bool(bits & 1), no_punct=bool(bits & 2),
                           asian_support=bool(bits & 4), case_sensitive=bool(bits & 8))
            out[f"{tok} {bits}"] = metric(lambda: TER(**options), h, r)
    return out


def intervals(make, hyps, refs):
    m = make()
    score = m.corpus_score(hyps, [refs], n_bootstrap=1000)
    return {"mean": float(score._mean), "ci": float(score._ci), "signature": str(m.get_signature()),
            "line": score.format(1, False, str(m.get_signature()))}


def paired(kind, make, hyps, others, refs, n):
    test = PairedTest([("a", hyps), ("b", others)], {"M": make()}, [refs], test_type=kind, n_samples=n)
    signatures, scores = test()
    (name, (base, system)), = [(k, v) for k, v in scores.items() if k != "System"]
    as_float = lambda x: None if x is None else float(x)
    return {"p": float(system.p_value), "baseline": float(base.score), "system": float(system.score),
            "baseline_mean": as_float(base.mean), "baseline_ci": as_float(base.ci),
            "mean": as_float(system.mean), "ci": as_float(system.ci), "signature": str(signatures[name])}


MAKERS = {
    "BLEU": lambda: BLEU(tokenize="ja-mecab"),
    "BLEU-addk": lambda: BLEU(tokenize="char", smooth_method="add-k"),
    "chrF2": CHRF,
    "chrF2++": lambda: CHRF(word_order=2),
    "TER": lambda: TER(normalized=True, asian_support=True),
}


def tokens(texts):
    """Tokens of every text that a measure asks for, so that a test needs no dictionary."""
    cut = Tokens("ja-mecab")
    wanted = set()
    for t in texts:
        for s in [t] + lsum_lines(t).split("\n"):
            wanted |= {s.strip(), s.lower().strip()}
    return {t: cut.tokenize(t) for t in sorted(wanted)}


def numpy_random():
    import numpy as np
    out = {}
    for seed in (0, 12345, 2**40 + 17):
        a, b = np.random.default_rng(seed), np.random.default_rng(seed)
        out[str(seed)] = {"below_7": a.choice(7, size=40).tolist(), "below_1000003": a.choice(1000003, size=40).tolist(),
                          "coins": "".join("01"[int(x)] for x in b.integers(2, size=100, dtype=bool))}
    return out


def real(folder, out):
    """Scores only: not a character of the reports goes into the file."""
    files = sorted(os.path.join(d, f) for d, _, fs in os.walk(folder) for f in fs if f.endswith(".csv"))
    refs = real_texts(files)
    hyps = ["".join(c for i, c in enumerate(t, 1) if i % 7) for t in refs]
    result = {"versions": versions(), "pairs": len(refs), "rule": "every 7th code point left out",
              "bleu": {t: metric(lambda: BLEU(tokenize=t), hyps, refs) for t in TOKENIZERS},
              "chrf": {"0": metric(CHRF, hyps, refs), "2": metric(lambda: CHRF(word_order=2), hyps, refs)},
              "rouge": {"char": rouge("char", hyps[:40], refs[:40]), "ja-mecab": rouge("ja-mecab", hyps[:40], refs[:40])},
              "ter": {"char": real_ter("char", hyps[:4], refs[:4]), "ja-mecab": real_ter("ja-mecab", hyps[:20], refs[:20])}}
    write(out, "real.json.gz", result)


def real_ter(tok, hyps, refs):
    cut = BLEU(tokenize=tok).tokenizer
    h, r = [[" ".join(cut(t.rstrip()).split()) for t in texts] for texts in (hyps, refs)]
    return metric(TER, h, r)


def real_texts(files):
    """Findings, a line feed, impression, as one line: line feeds become spaces."""
    csv.field_size_limit(10**8)
    texts = []
    for name in files:
        with open(name, encoding="utf-8-sig", newline="") as f:
            rows = list(csv.DictReader(f))
        if rows and "Findings_JPN" in rows[0]:
            texts += [(r["Findings_JPN"] + "\n" + r["Impressions_JPN"]).replace("\r", "").replace("\n", " ")
                      for r in rows]
    return texts


def versions():
    return {p: version(p) for p in ("sacrebleu", "rouge-score", "numpy", "mecab-python3", "ipadic")} | {
        "python": sys.version.split()[0]}


def write(out, name, value):
    os.makedirs(out, exist_ok=True)
    with open(os.path.join(out, name), "wb") as f, gzip.GzipFile("", "wb", 9, f, 0) as z:
        z.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def main():
    out = sys.argv[1]
    if len(sys.argv) > 2:
        real(sys.argv[2], out)
        return
    rng = random.Random(SEED)
    made = pairs(rng)
    hyps, refs, others = [[p[i] for p in made] for i in range(3)]
    write(out, "composed.json.gz", {
        "versions": versions(), "seed": SEED, "hypotheses": hyps, "references": refs, "others": others,
        "mecab": tokens(hyps + refs + others),
        "bleu": bleu(hyps, refs),
        "chrf": {f"{w} {'lc' if lc else '-'}": metric(lambda: CHRF(word_order=w, lowercase=lc), hyps, refs)
                 for w in (0, 2) for lc in (False, True)},
        "ter": ter(hyps, refs),
        "rouge": {t: rouge(t, hyps, refs) for t in ("ja-mecab", "char")},
        "intervals": {k: intervals(m, hyps, refs) for k, m in MAKERS.items()},
        "paired_bs": {k: paired("bs", m, hyps, others, refs, 1000) for k, m in MAKERS.items()},
        "paired_ar": {k: paired("ar", m, hyps, others, refs, 2000) for k, m in MAKERS.items()},
        "random": numpy_random(),
    })


if __name__ == "__main__":
    main()
