"""The recordlinkage toolkit telling people apart: a script for its environment.

The same normalised columns and keys as ours, Jaro-Winkler on folded parts, logistic regression
learnt from the labels of people of another seed. Prints `version cpu_s f1 precision recall`; the
CPU is that of indexing, comparing and classifying.
"""

import sys
import time

import duckdb
import pandas as pd
import recordlinkage

KEYS = (
    ("s1", "s2", "s3", "s4"),
    ("s1", "s4", "birth_on"),
    ("s1", "s2", "birth_on"),
    ("s2", "s4", "birth_on"),
    ("s1", "s2", "s4", "year"),
    ("s1", "s3", "s4", "year"),
    ("s1", "s2", "s4", "day"),
    ("s1", "s2", "s3", "year"),
    ("s2", "s3", "s4", "year"),
    ("phone", "s1"),
    ("phone", "year"),
)


def compared(path: str) -> tuple[pd.DataFrame, pd.Series, int]:
    """The candidate pairs of a file with their features, whether they are one, and all pairs."""
    people = duckdb.sql(f"SELECT * FROM read_parquet('{path}')").df().set_index("place")
    indexer = recordlinkage.Index()
    for key in KEYS:
        indexer.block(list(key))
    pairs = indexer.index(people)
    compare = recordlinkage.Compare(n_jobs=1)
    for place in (1, 2, 3, 4):
        compare.string(f"f{place}", f"f{place}", method="jarowinkler", missing_value=0.7)
        compare.exact(f"s{place}", f"s{place}", missing_value=0.5)
    for name in ("national_id", "phone", "city", "gender"):
        compare.exact(name, name, missing_value=0.5)
    compare.exact("birth_on", "birth_on", missing_value=0.5)
    compare.exact("year", "year", missing_value=0.5)
    compare.exact("day", "day", missing_value=0.5)
    features = compare.compute(pairs, people)
    truth = people["truth"]
    is_one = pd.Series(
        truth.loc[pairs.get_level_values(0)].to_numpy()
        == truth.loc[pairs.get_level_values(1)].to_numpy(),
        index=pairs,
    )
    sizes = truth.value_counts()
    return features, is_one, int((sizes * (sizes - 1) // 2).sum())


def main(learn: str, measure: str) -> None:
    """Learn from one file, measure on another."""
    features, is_one, _ = compared(learn)
    model = recordlinkage.LogisticRegressionClassifier()
    model.fit(features, features.index[is_one])
    began = time.process_time()
    features, is_one, total = compared(measure)
    found = model.predict(features)
    spent = time.process_time() - began
    right = int(is_one.loc[found].sum())
    precision, recall = right / len(found), right / total
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{recordlinkage.__version__} {spent:.2f} {f1:.4f} {precision:.4f} {recall:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
