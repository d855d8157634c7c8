"""Loads what `publish` wrote with the field's own readers.

Usage: check_published.py FOLDER
"""

import hashlib
import os
import pathlib
import sys

os.environ["HF_HUB_OFFLINE"] = "1"  # set before datasets reads it

import datasets
import mlcroissant
import pandas

COMMON = ["VolumeName", "ClinicalInformation_EN", "Technique_EN", "Findings_EN", "Impressions_EN"]
STAGES = ["MT", "Revised", "Checked"]
COLUMNS = {
    "train": COMMON + ["Findings_JPN", "Impressions_JPN"],
    "valid": COMMON
    + [f"{section}_JPN_{stage}" for section in ("Findings", "Impressions") for stage in STAGES]
    + ["Radiologist", "Senior_Radiologist"],
}


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name

    assert sorted(datasets.get_dataset_config_names(str(folder))) == ["train", "valid"]
    for name, columns in COLUMNS.items():
        (split,) = datasets.load_dataset(str(folder), name).values()
        assert split.column_names == columns, split.column_names
        frame = pandas.read_parquet(folder / "data" / f"{name}.parquet")
        assert len(frame) == split.num_rows > 0
        assert frame[["findings_ja", "impression_ja"]].notna().any(axis=1).all()
        assert frame["findings_en"].isna().all(), "English text went out"
        assert frame["Cardiomegaly"].isin([0, 1]).all()

    croissant = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    assert not croissant.metadata.issues.errors, croissant.metadata.issues.report()
    record = next(iter(croissant.records("valid_labelled")))
    assert record["valid_labelled/report_id"]
    print(f"published: {len(frame)} validation reports load with datasets, mlcroissant and pandas")


main()
