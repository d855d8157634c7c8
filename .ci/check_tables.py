"""Checks what the main command wrote, with another reader than the one that wrote it.

Usage: check_tables.py WAREHOUSE
"""

import json
import pathlib
import sys

import pyarrow.parquet as pq

COLUMNS = {
    "reports": "report_id patient_id split language volumes findings_ja impression_ja"
    " clinical_information_en technique_en findings_en impression_en findings_hash"
    " impression_hash source_file source_row",
    "labels": "report_id finding label label_source",
    "translations": "translation_key source_hash section provider model prompt_id parameters"
    " outcome text_ja rejected_text reason checks doubtful finish_reason input_tokens"
    " cached_tokens output_tokens reasoning_tokens cost_usd attempts latency_ms created_at",
    "tokens": "report_id text_hash tokenizer tokens ids",
    "predictions": "report_id finding model_id logit probability threshold decision evidence"
    " text_hash",
    "evaluations": "model_id label_source split finding n positives tp fp fn tn precision recall"
    " f1 f1_low f1_high auroc average_precision",
}


def manifests(warehouse):
    for path in sorted(warehouse.glob("runs/*/manifest.json")):
        yield json.loads(path.read_text())


def read(warehouse, table, runs):
    files = [f for run in runs for f in (warehouse / table / f"run={run}").glob("*.parquet")]
    return [row for f in files for row in pq.ParquetFile(f).read().to_pylist()]


def main():
    warehouse = pathlib.Path(sys.argv[1])
    runs = [m["run_id"] for m in manifests(warehouse)]
    rows = {table: read(warehouse, table, runs) for table in COLUMNS}
    for table, columns in COLUMNS.items():
        assert rows[table], f"{table} has no rows"
        assert list(rows[table][0]) == columns.split(), f"{table}: {list(rows[table][0])}"

    reports = {r["report_id"]: r for r in rows["reports"]}
    assert len(reports) == len(rows["reports"]) >= 240
    texts = {r[h] for r in reports.values() for h in ("findings_hash", "impression_hash") if r[h]}
    translated = {t["source_hash"]: t for t in rows["translations"]}
    assert len(translated) == len(rows["translations"]), "a text was translated twice"
    assert texts <= set(translated), "a text has no translation"
    assert all(t["outcome"] == "translated" and t["text_ja"] for t in translated.values())
    assert len(rows["labels"]) == 18 * len(reports)
    assert all(t["ids"] and len(t["ids"]) == len(t["tokens"]) for t in rows["tokens"])

    for model in {p["model_id"] for p in rows["predictions"]}:
        mine = [p for p in rows["predictions"] if p["model_id"] == model]
        assert len({(p["report_id"], p["finding"]) for p in mine}) == len(mine)
        assert all(p["decision"] == (p["probability"] >= p["threshold"]) for p in mine)
    macro = {e["model_id"]: e["f1"] for e in rows["evaluations"] if e["finding"] == "macro"}
    assert macro and all(0.5 < f1 < 1 for f1 in macro.values()), macro

    for manifest in manifests(warehouse):
        counts = manifest["counts"]
        if "in" in counts and "out" in counts:
            rest = sum(counts.get(k, 0) for k in ("out", "rejected", "failed", "excluded"))
            assert counts["in"] == rest, (manifest["run_id"], counts)
    print(f"{len(reports)} reports, {len(translated)} translations, macro F1 {macro}")


main()
