"""Splink 5 telling people apart: a script for its environment.

The same normalised columns and keys as ours, comparisons of the same levels, parameters from the
labels of people of another seed, and the threshold that is best on those. Prints
`version cpu_s f1 precision recall`; the CPU is that of blocking and scoring, not of learning.
"""

import sys
import time

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule
from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel
from splink.comparison_library import CustomComparison


def _equal(*columns: str) -> str:
    """A rule by which columns are equal; "s2=s3" is that of one with another of the other."""
    pairs = [column.split("=") * 2 for column in columns]
    return " AND ".join(f"l.{one} = r.{other}" for one, other, *_ in pairs)


_ACROSS = ("s2=s3", "s3=s2")
_MIDDLES = ("s2", "s3", *_ACROSS)
_LACKS_BIRTH = "(l.birth_on IS NULL OR r.birth_on IS NULL)"
_IS_SHORT = "(l.s3 IS NULL OR r.s3 IS NULL)"
_IS_BRIEF = "((l.s2 IS NULL AND l.s3 IS NULL) OR (r.s2 IS NULL AND r.s3 IS NULL))"
RULES = (
    _equal("parts", "year"),
    _equal("parts", "day"),
    _equal("s1", "s2", "s3", "year"),
    _equal("s1", "s4", "birth_on"),
    _equal("s1", "s2", "birth_on"),
    _equal("s1=s2", "s2=s1", "birth_on"),
    _equal("s2", "s4", "birth_on"),
    *(_equal("s1", "s2", "s4", when) for when in ("year", "day", "hijri_day")),
    *(_equal("s1", "s3", "s4", when) for when in ("year", "day")),
    *(
        f"{_equal('s1', middle, 's4', when)} AND {_IS_SHORT}"
        for middle in _ACROSS
        for when in ("year", "day")
    ),
    _equal("phone", "s1"),
    _equal("phone", "year"),
    _equal("national_id"),
    f"{_equal('parts')} AND {_LACKS_BIRTH}",
    *(f"{_equal('s1', middle, 's4', 'city')} AND {_LACKS_BIRTH}" for middle in _MIDDLES),
    f"{_equal('s1', 's4', 'day')} AND {_IS_BRIEF}",
    f"{_equal('s1', 's4', 'year', 'city')} AND {_IS_BRIEF}",
)


def settings() -> SettingsCreator:
    """The model: blocking by our keys, comparisons of our levels."""
    names = [
        CustomComparison(
            [
                NullLevel(f"f{place}"),
                CustomLevel(f"f{place}_l = f{place}_r"),
                CustomLevel(f"s{place}_l = s{place}_r"),
                CustomLevel(f"jaro_winkler_similarity(f{place}_l, f{place}_r) >= 0.9"),
                ElseLevel(),
            ],
            output_column_name=f"f{place}",
        )
        for place in (1, 2, 3, 4)
    ]
    equal = [
        CustomComparison(
            [NullLevel(name), CustomLevel(f"{name}_l = {name}_r"), ElseLevel()],
            output_column_name=name,
        )
        for name in ("national_id", "phone", "city", "gender")
    ]
    apart = "abs(date_diff('day', birth_on_l, birth_on_r))"
    birth = CustomComparison(
        [
            NullLevel("birth_on"),
            CustomLevel("birth_on_l = birth_on_r"),
            CustomLevel(
                f"{apart} <= 3 OR {apart} IN (353, 354, 355, 356, 365, 366, 3652, 3653)"
                " OR (year_l = year_r AND day_l % 32 = day_r // 32 AND day_r % 32 = day_l // 32)"
            ),
            CustomLevel("year_l = year_r"),
            ElseLevel(),
        ],
        output_column_name="birth_on",
    )
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*names, birth, *equal],
        blocking_rules_to_generate_predictions=list(map(CustomRule, RULES)),
        retain_matching_columns=False,
        additional_columns_to_retain=["truth"],
        unique_id_column_name="place",
    )


def read(path: str) -> tuple[DuckDBAPI, object, int]:
    """The people of a file, and how many pairs of them are one person."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(f"CREATE TABLE people AS SELECT * FROM read_parquet('{path}')")
    pairs = connection.execute(
        "SELECT sum(n * (n - 1) // 2) FROM (SELECT count(*) AS n FROM people GROUP BY truth)"
    ).fetchall()[0][0]
    api = DuckDBAPI(connection=connection)
    return api, api.register("people", dataset_display_name="people_kept"), int(pairs)


def main(learn: str, measure: str) -> None:
    """Learn from one file, measure on another."""
    import splink

    api, table, total = read(learn)
    linker = Linker(table, settings(), log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_m_from_label_column("truth")
    found = linker.inference.predict(threshold_match_weight=-10)
    scored = sorted(
        api._con.execute(
            f"SELECT match_weight, truth_l = truth_r FROM {found.physical_name}"
        ).fetchall(),
        reverse=True,
    )
    best, threshold, right = 0.0, 0.0, 0
    for place, (weight, is_one) in enumerate(scored, start=1):
        right += is_one
        f1 = 2 * right / (place + total)
        if f1 > best:
            best, threshold = f1, weight
    model = linker.misc.save_model_to_json()

    api, table, total = read(measure)
    began = time.process_time()
    linker = Linker(table, model, log_level="ERROR")
    found = linker.inference.predict(threshold_match_weight=threshold)
    spent = time.process_time() - began
    kept, right = api._con.execute(
        f"SELECT count(*), count(*) FILTER (truth_l = truth_r) FROM {found.physical_name}"
    ).fetchall()[0]
    precision, recall = right / kept, right / total
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{splink.__version__} {spent:.2f} {f1:.4f} {precision:.4f} {recall:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
