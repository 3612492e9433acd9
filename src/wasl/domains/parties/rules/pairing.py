"""Pairs that look alike in a whole registry: equality joins on keys, then the rule of likeness.

The joins bring together whoever shares enough to be worth comparing; a bound on the score, worked
out on columns, leaves out those that cannot reach `SAME_FROM`; the rest is compared by the same
rule as at the desk, so that both give the same verdict.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wasl.domains.parties.rules.likeness import (
    COMMON,
    SAME_FROM,
    WEIGHTS,
    Likeness,
    Traits,
    likeness,
)
from wasl.foundation.calendar import FIRST_IN_TABLE, LAST_IN_TABLE, to_hijri
from wasl.foundation.names import folded, name_parts

if TYPE_CHECKING:
    import polars as pl

_MOST_PER_KEY = 400
"""A key that more parties share than this says nothing about any two of them."""

COLUMNS = (
    *("id", "kind", "name", "name_1", "name_2", "name_3", "name_4", "identity", "identity_kind"),
    *("phone", "iban", "birth_on", "birth_entry", "city", "gender"),
)
"""What is read of each party, in this order, as it is stored; numbers are blind indexes."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two parties, by their keys, and how alike they are."""

    first: str
    second: str
    likeness: Likeness


class Registry:
    """The parties of an association as columns: about 150 bytes for each, whatever it is named."""

    def __init__(self) -> None:
        self._chunks: list[pl.DataFrame] = []
        self._ways: list[tuple[str, str]] = []

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take in some parties, each a sequence in the order of `COLUMNS`."""
        import polars as pl

        texts: dict[str, Any] = dict.fromkeys(COLUMNS, pl.String)
        is_text = _holds_text(rows, "birth_on")
        texts["birth_on"] = pl.String if is_text else pl.Date
        born = pl.col("birth_on").str.to_date() if is_text else pl.col("birth_on")
        kinds = pl.col("identity_kind").replace({"national": "checked", "iqama": "checked"})
        chunk = pl.DataFrame(rows, schema=texts, orient="row").with_columns(kinds)
        self._chunks.append(
            chunk.select(
                "id",
                "name",
                born,
                kind=pl.col("kind").hash(),
                has_name=pl.col("name_1") != "",
                **{name: _hashed(name) for name in (*_NAMES, "identity", "phone", "iban")},
                **{name: _hashed(name) for name in ("identity_kind", "city", "gender")},
                precision=_precision(),
                town=pl.col("city"),
                sex=pl.col("gender"),
            )
        )

    def add_ways(self, ways: Sequence[tuple[str, str]]) -> None:
        """Take in further mobiles: the key of the party and the blind index of the number."""
        self._ways.extend(ways)

    def __len__(self) -> int:
        return sum(len(chunk) for chunk in self._chunks)

    def pairs_alike(self, *, least: float = SAME_FROM) -> Iterator[Alike]:
        """All pairs found whose score reaches `least`, in no order."""
        if not self._chunks:
            return
        import polars as pl

        self._chunks = [pl.concat(self._chunks, rechunk=True)]
        people = self._chunks[0].with_row_index("row")
        phones = self._phones(people)
        pairs = _bounded(people, _joined(people, phones), phones, least)
        yield from _compared(people, pairs, phones, least)

    def pairs_with(self, others: "Registry", *, least: float = SAME_FROM) -> Iterator[Alike]:
        """The pairs of one of these (`first`) and one of the others, as `pairs_alike` gives
        them; nobody is compared with his like."""
        if not self._chunks or not others._chunks:
            return
        import polars as pl

        self._chunks = [pl.concat(self._chunks, rechunk=True)]
        people = pl.concat([*self._chunks, *others._chunks]).with_row_index("row")
        phones = self._phones(people)
        pairs = _bounded(people, _joined(people, phones, len(self)), phones, least)
        yield from _compared(people, pairs, phones, least)

    def _phones(self, people: "pl.DataFrame") -> "pl.DataFrame":
        """Every mobile of every party: `row` and `phone`."""
        import polars as pl

        own = people.filter(pl.col("phone") != 0).select("row", "phone")
        if not self._ways:
            return own
        ways = pl.DataFrame(self._ways, schema={"id": pl.String, "way": pl.String}, orient="row")
        further = ways.join(people.select("id", "row"), on="id").select(
            "row", phone=pl.col("way").hash()
        )
        return pl.concat([own, further]).unique()


_NAMES = ("name_1", "name_2", "name_3", "name_4")


def _holds_text(rows: Sequence[Sequence[Any]], column: str) -> bool:
    place = COLUMNS.index(column)
    return isinstance(next((row[place] for row in rows if row[place]), None), str)


def _precision() -> "pl.Expr":
    """How much of the date of birth is known, from its entry: "day" when nothing else is said."""
    import polars as pl

    entry = pl.col("birth_entry")
    return (
        pl.when(entry.str.contains('"precision": "month"', literal=True))
        .then(pl.lit("month"))
        .when(entry.str.contains('"precision": "year"', literal=True))
        .then(pl.lit("year"))
        .otherwise(pl.lit("day"))
    )


def _hashed(name: str) -> "pl.Expr":
    """A text as a number to compare; 0 for the empty one."""
    import polars as pl

    return pl.when(pl.col(name) == "").then(pl.lit(0, pl.UInt64)).otherwise(pl.col(name).hash())


def _joined(
    people: "pl.DataFrame", phones: "pl.DataFrame", others: int | None = None
) -> "pl.DataFrame":
    """Pairs of rows, each once, that share one of the keys; with `others`, the first row of
    those, only pairs of one before and one from there on."""
    import polars as pl

    year = pl.col("birth_on").dt.year().alias("year")
    day = (pl.col("birth_on").dt.month() * 32 + pl.col("birth_on").dt.day()).alias("day")
    born = people.filter(pl.col("birth_on").is_not_null())
    born = born.join(_hijri_days(born), on="birth_on")
    lesser = pl.min_horizontal("name_1", "name_2").alias("lesser")
    greater = pl.max_horizontal("name_1", "name_2").alias("greater")
    whole = people.filter(pl.col("name_3") != 0)
    by_middle = pl.concat(
        [
            born.select("row", "kind", "birth_on", "hijri_day", "name_1", "name_4", middle=middle)
            for middle in ("name_2", "name_3")
        ]
    ).filter(pl.col("middle") != 0)
    of_phone = phones.join(people.select("row", "kind", "birth_on", "name_1"), on="row")
    keys: tuple[tuple[pl.DataFrame, tuple[Any, ...]], ...] = (
        (whole, ("name_1", "name_2", "name_3", "name_4")),
        (born, ("name_1", "name_4", "birth_on")),
        (born, (lesser, greater, "birth_on")),
        (born, ("name_2", "name_4", "birth_on")),
        (by_middle, ("name_1", "middle", "name_4", year)),
        (by_middle, ("name_1", "middle", "name_4", day)),
        (by_middle, ("name_1", "middle", "name_4", "hijri_day")),
        (born.filter(pl.col("name_3") != 0), ("name_1", "name_2", "name_3", year)),
        (born.filter(pl.col("name_3") != 0), ("name_2", "name_3", "name_4", year)),
        (of_phone, ("phone", "name_1")),
        (of_phone.filter(pl.col("birth_on").is_not_null()), ("phone", year)),
        (people.filter(pl.col("iban") != 0), ("iban", "name_1")),
        (people.filter(pl.col("identity") != 0), ("identity",)),
    )
    found = [_sharing(frame, key, others) for frame, key in keys]
    return pl.concat(found).unique()


def _hijri_days(born: "pl.DataFrame") -> "pl.DataFrame":
    """Month and day in the Hijri calendar of every day on which somebody was born."""
    import polars as pl

    days = born["birth_on"].unique().to_list()
    hijri = [to_hijri(day) if FIRST_IN_TABLE <= day <= LAST_IN_TABLE else None for day in days]
    return pl.DataFrame(
        {
            "birth_on": days,
            "hijri_day": [32 * day.month + day.day if day else 0 for day in hijri],
        },
        schema={"birth_on": pl.Date, "hijri_day": pl.Int32},
    )


def _sharing(
    frame: "pl.DataFrame", key: tuple[Any, ...], others: int | None
) -> "pl.DataFrame":
    import polars as pl

    row = pl.col("row")
    keyed = frame.select("row", key=pl.struct("kind", *key).hash())
    shared = keyed.filter(pl.len().over("key").is_between(2, _MOST_PER_KEY))
    if others is not None:
        pairs = shared.filter(row < others).join(
            shared.filter(row >= others), on="key", suffix="_b"
        )
        return pairs.select(a="row", b="row_b")
    pairs = shared.join(shared, on="key", suffix="_b")
    return pairs.filter(row < pl.col("row_b")).select(a="row", b="row_b")


def _bounded(
    people: "pl.DataFrame", pairs: "pl.DataFrame", phones: "pl.DataFrame", least: float
) -> "pl.DataFrame":
    """The pairs that may reach `least`, by the most that each trait can still add."""
    import polars as pl

    compared = people.drop("id", "name", "kind", "town", "sex")
    same_phone = (
        pairs.join(phones, left_on="a", right_on="row")
        .join(phones, left_on=["b", "phone"], right_on=["row", "phone"])
        .select("a", "b", same_phone=pl.lit(value=True))
        .unique()
    )
    compared = compared.with_columns(has_phone=pl.col("row").is_in(phones["row"].implode()))
    both = (
        pairs.join(compared, left_on="a", right_on="row")
        .join(compared, left_on="b", right_on="row", suffix="_b")
        .join(same_phone, on=["a", "b"], how="left")
    )
    bound = _name_bound() + _birth_bound() + _number_bound()
    return both.filter(bound >= least - 0.001).select("a", "b")


def _best(kind: str, *levels: str) -> float:
    return max(WEIGHTS[kind][level] for level in levels)


def _name_bound() -> "pl.Expr":
    """The most that two names can weigh, given which skeletons are equal and which are missing.

    A skeleton that stands in another place on the other side may be a part that moved, or that
    stands where another is missing: then all may still agree.
    """
    import polars as pl

    in_order, at_most = pl.lit(0.0), 0.0
    common = pl.Series(sorted(COMMON), dtype=pl.String).hash().implode()
    has_moved = pl.lit(value=False)
    for place, role in enumerate(("first", "father", "grandfather", "family"), start=1):
        one, other = pl.col(f"name_{place}"), pl.col(f"name_{place}_b")
        best = _best(role, "same", "common", "script", "near", "none")
        at_most += best
        in_order += (
            pl.when((one == other) & one.is_in(common))
            .then(_best(role, "common", "script", "near"))
            .when(one == other)
            .then(best)
            .when((one == 0) | (other == 0))
            .then(_best(role, "none", "near"))
            .otherwise(WEIGHTS[role]["near"])
        )
        for elsewhere in {1, 2, 3, 4} - {place}:
            has_moved |= (one != 0) & (one == pl.col(f"name_{elsewhere}_b"))
    return pl.when(has_moved).then(at_most).otherwise(in_order)


def _birth_bound() -> "pl.Expr":
    """The most that two days of birth can weigh: what `birth_level` says, but for days and months
    exchanged in the Hijri calendar, for which a multiple of 28.53 days stands."""
    import polars as pl

    one, other = pl.col("birth_on"), pl.col("birth_on_b")
    apart = (one - other).dt.total_days().abs()
    is_exact = (pl.col("precision") == "day") & (pl.col("precision_b") == "day")
    is_exchanged = (
        (one.dt.year() == other.dt.year())
        & (one.dt.month() == other.dt.day())
        & (one.dt.day() == other.dt.month())
    )
    off_hijri = ((apart * 100 + 1427) % 2853 - 1427).abs()
    is_near = (
        (apart <= 3)
        | apart.is_between(353, 356)
        | apart.is_between(365, 366)
        | apart.is_between(3541, 3546)
        | apart.is_between(3650, 3654)
        | is_exchanged
        | ((apart < 330) & (off_hijri <= 250))
    )
    weights = WEIGHTS["birth"]
    return (
        pl.when(one.is_null() | other.is_null())
        .then(0.0)
        .when(~is_exact)
        .then(pl.when(apart <= 366).then(weights["year"]).otherwise(weights["other"]))
        .when(apart == 0)
        .then(weights["same"])
        .when(is_near)
        .then(weights["near"])
        .when(one.dt.year() == other.dt.year())
        .then(weights["year"])
        .otherwise(weights["other"])
    )


def _number_bound() -> "pl.Expr":
    import polars as pl

    total = pl.lit(0.0)
    for kind, column in (
        ("identity", "identity"),
        ("iban", "iban"),
        ("city", "city"),
        ("gender", "gender"),
    ):
        one, other = pl.col(column), pl.col(f"{column}_b")
        differ = pl.lit(WEIGHTS[kind].get("other", 0.0))
        if kind == "identity":
            is_of_one_kind = pl.col("identity_kind") == pl.col("identity_kind_b")
            differ = pl.when(is_of_one_kind).then(differ).otherwise(0.0)
        total += (
            pl.when((one == 0) | (other == 0))
            .then(0.0)
            .when(one == other)
            .then(WEIGHTS[kind].get("same", 0.0))
            .otherwise(differ)
        )
    phone = (
        pl.when(pl.col("same_phone").is_not_null()).then(WEIGHTS["phone"]["same"]).otherwise(0.0)
    )
    return total + phone


def _compared(
    people: "pl.DataFrame", pairs: "pl.DataFrame", phones: "pl.DataFrame", least: float
) -> Iterator[Alike]:
    """Compare what is left by the rule itself."""
    import polars as pl

    rows = pl.concat([pairs["a"], pairs["b"]]).unique()
    wanted = people.filter(pl.col("row").is_in(rows.implode()))
    numbers = phones.filter(pl.col("row").is_in(rows.implode())).group_by("row").agg("phone")
    wanted = wanted.join(numbers.rename({"phone": "phones"}), on="row", how="left")
    traits: dict[int, Traits] = {}
    keys: dict[int, str] = {}
    town = _remembered(folded)
    columns = (
        *("row", "id", "name", "identity", "identity_kind", "phones", "iban", "birth_on"),
        *("precision", "town", "sex"),
    )
    for row, key, name, identity, kind, mobiles, iban, born, precision, city, sex in wanted.select(
        columns
    ).iter_rows():
        keys[row] = key
        traits[row] = Traits(
            name=name_parts(name),
            identity=str(identity) if identity else "",
            identity_kind=str(kind),
            phones=frozenset(map(str, mobiles or ())),
            iban=str(iban) if iban else "",
            birth_on=born,
            birth_precision=precision,
            city=town(city),
            gender=sex,
        )
    for a, b in pairs.iter_rows():
        alike = likeness(traits[a], traits[b])
        if alike.score >= least:
            yield Alike(keys[a], keys[b], alike)


def _remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def asked(text: str) -> str:
        if text not in known:
            known[text] = function(text)
        return known[text]

    return asked
