"""BLEU (ja-mecab), chrF and ROUGE-1/2/L on 24,283 pairs: this project against sacreBLEU and rouge-score.

    venv/bin/pip install 'sacrebleu[ja]==2.6.0' rouge-score==0.1.2
    venv/bin/python src/bench/python/score.py [pairs] [pairs of the Python side]

Both sides run on the same files, one after the other, on one thread; the Java side starts its JVM
and reads its dictionary within its time. The Python side is timed on the first pairs alone, because
rouge-score takes 30 ms a pair, and scaled up. Texts are composed, about 550 characters long.
"""

import importlib.util
import os
import random
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
LENGTH = 550


def golden():
    spec = importlib.util.spec_from_file_location("golden", os.path.join(ROOT, "src/test/golden/score.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compose(pairs, g):
    rng = random.Random(7)
    hyps, refs = [], []
    for _ in range(pairs):
        text = ""
        while len(text) < LENGTH - 20:
            text += g.compose(rng)
        text = text[: LENGTH + rng.randint(-150, 150)]
        refs.append(text)
        hyps.append(g.damage(rng, text, rng.choice([0, 0.02, 0.1])))
    return hyps, refs


def python_side(hyps, refs, g):
    seconds = {}
    start = time.perf_counter()
    bleu = g.BLEU(tokenize="ja-mecab").corpus_score(hyps, [refs]).score
    seconds["BLEU"] = time.perf_counter() - start
    start = time.perf_counter()
    chrf = g.CHRF().corpus_score(hyps, [refs]).score
    seconds["chrF"] = time.perf_counter() - start
    start = time.perf_counter()
    scorer = g.rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=g.Tokens("ja-mecab"))
    rouge = 0
    for h, r in zip(hyps, refs):
        rouge += scorer.score(r, h)["rougeL"].fmeasure
    seconds["ROUGE"] = time.perf_counter() - start
    return seconds, (bleu, chrf, 100 * rouge / len(hyps))


def java_side(folder, path, only):
    command = ["java", "-Xmx1g", "-cp", path, "io.shoken.quality.metric.ScoreBench",
               os.path.join(folder, "h"), os.path.join(folder, "r"), str(only)]
    start = time.perf_counter()
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return time.perf_counter() - start, out.strip()


def classpath():
    return subprocess.run(["bench/compile"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def main():
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 24283
    part = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    g = golden()
    hyps, refs = compose(pairs, g)
    with tempfile.TemporaryDirectory() as folder:
        for name, texts in (("h", hyps), ("r", refs)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write("".join(t.rstrip() + "\n" for t in texts))
        hyps, refs = [[t.rstrip() for t in texts[:part]] for texts in (hyps, refs)]
        path = classpath()
        seconds, scores = python_side(hyps, refs, g)
        java, out = java_side(folder, path, pairs)
        _, same = java_side(folder, path, part)
    python = sum(seconds.values()) * pairs / part
    print(f"Python, {part} pairs: " + ", ".join(f"{k} {v:.2f} s" for k, v in seconds.items()))
    print(f"Python, {pairs} pairs (scaled): {python:.0f} s")
    print(f"Java, {pairs} pairs: {java:.1f} s  {out}")
    print(f"ratio: {python / java:.1f}")
    print("scores of the part, Python: %.9f %.9f %.9f" % scores)
    print("scores of the part, Java:   " + same.splitlines()[0])


if __name__ == "__main__":
    main()
