#!/usr/bin/env python3
"""Golden values for io.shoken.text.japanese, from the programs that it must equal.

In a virtual environment with Python 3.11:
    pip install fugashi==1.5.2 unidic-lite==1.0.8 ipadic==1.0.0 transformers==5.23.0
    python src/test/golden/japanese.py                    # writes src/test/resources/japanese
    python src/test/golden/japanese.py --reports FILE.csv # writes reports.sha256 of real reports

The second form keeps no text: a line is a report's name and the SHA-256 (16 digits) of its words by
IPADIC and by unidic-lite and of its tokens and ids by the folders v1 and v3. Every choice comes from one seed, so
the same versions write the same bytes.
"""

import argparse
import collections
import csv
import gzip
import hashlib
import json
import os
import pathlib
import random
import tempfile
import unicodedata

import fugashi
import ipadic
import transformers
import unidic_lite

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "japanese"
SEED = 20261124
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SEPARATOR = "\u241f"

# The first versions of Python that differ from Java 17 (Unicode 13) here know Unicode 14.
UNICODE_14 = {0x2C2F, 0xA7C0, 0xA7D0, 0xA7D6, 0xA7D8, 0xA7F2, 0xA7F3, 0xA7F4}
UNICODE_14 |= set(range(0x10570, 0x10600)) | set(range(0x10780, 0x107C0))

HIRAGANA = "ぁあいうえおかがきくけこさしすせそただちっつてでとどなにのはひふへほまみむめもやゆよらりるれろわをん"
KATAKANA = "アァイィウエカガキクグコゴサシスズセタダッツテデトドナニネノハパヒビピフプペホマミムメモャュョヤユヨラリルレロンヴー"
TERMS = "肺右左上中下葉結節影胸水心膜腫大気管支炎症部位認日本人小学生一二三四五六七八九十百千万億兆〇々年月令和縦隔無"
UNITS = "㎜㎝㎡㎥㏄℃Å①②③ⅠⅡⅢⅳ㈱㋿½¼×÷±≦≧αβγμΩаБв"
SIGNS = "、。・（）()[]「」-+=*/%.,:;!?~^_`\\'\"―—–−〜～…‥※→←↑↓△▽●○◎#"
BLANKS = " \t\n\r\v\f\u3000\u00a0\u2028\u0085\u001c"
MARKS = "\u3099\u309a\u0301\u0300\u0308\ufe0f\ufe0e\U000e0100\u200d\u200b\ufeff\u0327"
WORDS = ["令和", "mm", "S1+2", "12.5×8mm", "CT", "あああ", "東京都", "[SEP]", "[UNK]", "##", "[", "İSTANBUL", "ΑΣ", "－ー‐", "か\u3099", "㌢", "ＣＴ", "ｶﾃｰﾃﾙ", "❤️", "👩‍⚕️", "𠮷野家", "Straße"]


def character(rnd):
    k = rnd.random()
    for share, choice in (
        (0.20, HIRAGANA), (0.35, KATAKANA), (0.50, TERMS), (0.60, "0123456789０１２３９"),
        (0.70, "abcdefgxyzABCXYZａｂｃＡＢＺ"), (0.75, SIGNS), (0.80, BLANKS), (0.83, MARKS), (0.86, UNITS),
    ):
        if k < share:
            return rnd.choice(choice)
    if k < 0.90:
        return chr(rnd.randint(0xFF61, 0xFF9F))
    if k < 0.94:
        return chr(rnd.randint(0x4E00, 0x9FFF))
    if k < 0.96:
        return chr(rnd.randint(0x1F300, 0x1FAFF))
    while True:
        c = rnd.choice([rnd.randint(1, 0x2FFF), rnd.randint(1, 0xFFFF), rnd.randint(0x10000, 0x10FFFF)])
        if not 0xD800 <= c <= 0xDFFF and c not in UNICODE_14:
            return chr(c)


def random_text(rnd):
    size = rnd.choice([1, 2, 3, 5, 8, 13, 21, 40])
    kind = rnd.random()
    if kind < 0.15:  # runs about as long as MeCab groups, and words about as long as WordPiece reads
        return "".join(character(rnd) * rnd.choice([1, 2, 3, 24, 25, 26, 99, 100, 101]) for _ in range(1 + size // 8))
    if kind < 0.35:
        return "".join(rnd.choice(WORDS) if rnd.random() < 0.5 else character(rnd) for _ in range(size))
    return "".join(character(rnd) for _ in range(size))


def composed_text(rnd, phrases):
    parts = [rnd.choice(phrases) for _ in range(rnd.randint(2, 6))]
    return "".join(part + rnd.choice(["", "", "\n", "\r\n", " ", "　"]) for part in parts)


def texts():
    rnd = random.Random(SEED)
    phrases = (OUT / "phrases.txt").read_text(encoding="utf-8").splitlines()
    fixed = ["", " ", "\n\u3000\t ", "肺 ", " 肺", "Ð", "a" * 101, "ア" * 30, "漢" * 30, "0" * 60, "\uffff\uffff", "😀" * 101]
    composed = [composed_text(rnd, phrases) for _ in range(60)]
    return fixed + phrases + composed + [random_text(rnd) for _ in range(700)]


def taggers():
    return {
        name: fugashi.GenericTagger(f'-d "{folder}" -r "{folder}/mecabrc"')
        for name, folder in (("ipadic", ipadic.DICDIR), ("unidic_lite", unidic_lite.DICDIR))
    }


def vocabulary(words, characters, rnd):
    """Whole words, heads and tails of words, and characters; some of each left out on purpose."""
    counts = collections.Counter(words)
    frequent = [w for w, _ in sorted(counts.items(), key=lambda wc: (-wc[1], wc[0])) if w.strip() == w and w]
    tokens = dict.fromkeys(SPECIAL)
    for word in frequent[:700]:
        kind = rnd.random()
        if kind < 0.5:
            tokens[word] = None
        elif len(word) > 1 and kind < 0.9:
            cut = rnd.randint(1, len(word) - 1)
            tokens[word[:cut]] = None
            tokens["##" + word[cut:]] = None
    for c in sorted(characters):
        if c.strip():
            if rnd.random() < 0.8:
                tokens[c] = None
            if rnd.random() < 0.7:
                tokens["##" + c] = None
    return list(tokens)


def folders(all_texts, tags):
    """Tokenizer folders that between them use every supported option."""
    rnd = random.Random(SEED + 1)
    normal = [unicodedata.normalize("NFKC", t).replace("\0", "") for t in all_texts[:200]]
    characters = {c for t in normal for c in t}
    words = {name: [w.surface for t in normal for w in tag(t)] for name, tag in tags.items()}
    lower = [w.lower() for w in words["unidic_lite"]]
    base = {"tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "model_max_length": 512}

    def config(dictionary, **options):
        return {**base, "mecab_kwargs": {"mecab_dic": dictionary}, "do_lower_case": False, "subword_tokenizer_type": "wordpiece", **options}

    v3 = vocabulary(words["unidic_lite"], characters, rnd)
    v1 = vocabulary(words["ipadic"], characters, rnd)
    cased = vocabulary(lower, {c.lower()[0] for c in characters}, rnd)
    return {
        "v3": (v3, config("unidic_lite")),
        "v1": (v1 + ["右", "##mm"], config("ipadic")),
        "lower": (cased, config("unidic_lite", do_lower_case=True, never_split=["CT", "Ki"])),
        "characters": (SPECIAL + [c for c in sorted(characters) if c.strip() and rnd.random() < 0.9], config("unidic_lite", subword_tokenizer_type="character")),
        "words": (v1, config("ipadic", do_subword_tokenize=False, split_special_tokens=True)),
        "raw": (v3, config("unidic_lite", mecab_kwargs={"mecab_dic": "unidic_lite", "normalize_text": False}, cls_token="[MASK]")),
    }


def write_folder(folder, vocab, config):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("".join(t + "\n" for t in vocab), encoding="utf-8", newline="\n")
    (folder / "tokenizer_config.json").write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def open_folder(folder):
    return transformers.BertJapaneseTokenizer.from_pretrained(str(folder))


def encode(tokenizer, text):
    ids = tokenizer(text)["input_ids"]
    pieces = tokenizer.tokenize(text)
    return [tokenizer.cls_token] + pieces + [tokenizer.sep_token], ids


def write_gzip(name, lines):
    data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "surrogatepass")
    with open(OUT / name, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as zipped:
        zipped.write(data)


def write_golden():
    all_texts = texts()
    tags = taggers()
    write_gzip("words.jsonl.gz", ({"text": t, **{n: SEPARATOR.join(w.surface for w in tag(t)) for n, tag in tags.items()}} for t in all_texts))
    chosen = folders(all_texts, tags)
    for name, (vocab, config) in chosen.items():
        write_folder(OUT / "tokenizers" / name, vocab, config)
    opened = {name: open_folder(OUT / "tokenizers" / name) for name in chosen}
    lines = []
    for text in all_texts:
        line = {"text": text}
        for name, tokenizer in opened.items():
            tokens, ids = encode(tokenizer, text)
            line[name] = SEPARATOR.join(tokens)
            line[name + "_ids"] = ids
        lines.append(line)
    # Ids follow from tokens for all but a few texts; they are kept for every eighth.
    for i, line in enumerate(lines):
        if i % 8:
            for name in chosen:
                del line[name + "_ids"]
    write_gzip("tokens.jsonl.gz", lines)


def report_text(row):
    parts = (row["Findings_JPN"], row["Impressions_JPN"])
    return "\n".join(p for p in parts if p and p != "Not given.")


def write_hashes(file):
    opened = {name: open_folder(OUT / "tokenizers" / name) for name in ("v1", "v3")}
    tags = taggers()
    with open(file, encoding="utf-8-sig", newline="") as rows, open(OUT / "reports.sha256", "w", encoding="utf-8", newline="\n") as out:
        for row in csv.DictReader(rows):
            text = report_text(row)
            seen = [SEPARATOR.join(w.surface for w in tag(text)) for tag in tags.values()]
            for tokenizer in opened.values():
                tokens, ids = encode(tokenizer, text)
                seen.append(SEPARATOR.join(tokens) + "\n" + " ".join(map(str, ids)))
            hashes = [hashlib.sha256(s.encode()).hexdigest()[:16] for s in seen]
            out.write(" ".join([row["VolumeName"], *hashes]) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", help="a file with VolumeName, Findings_JPN, Impressions_JPN")
    arguments = parser.parse_args()
    if arguments.reports:
        write_hashes(arguments.reports)
    else:
        write_golden()
