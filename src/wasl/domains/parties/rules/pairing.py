"""Pairs that look alike in a whole registry: equality joins on keys, then the rule of likeness.

The joins bring together whoever shares enough to be worth comparing; a bound on the score, worked
out on columns, leaves out those that cannot reach `SAME_FROM`; the rest is compared by the same
rule as at the desk, so that both give the same verdict.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wasl.domains.parties.rules.likeness import (
    COMMON,
    MOVES,
    ONE_KIND,
    PARTS,
    SAME_FROM,
    WEIGHTS,
    Likeness,
    Reason,
    Traits,
    likeness,
    part_level,
)
from wasl.foundation.calendar import FIRST_IN_TABLE, LAST_IN_TABLE, to_gregorian, to_hijri
from wasl.foundation.names import folded

if TYPE_CHECKING:
    import polars as pl

_MOST_PER_KEY = 400
"""A key that more parties share than this says nothing about any two of them."""

COLUMNS = (
    *("id", "kind", "name_key", "name_1", "name_2", "name_3", "name_4"),
    *("identity", "identity_kind", "phone", "iban", "birth_on", "precision", "city", "gender"),
)
"""What is read of each party, in this order, as it is stored; numbers are blind indexes."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two parties, by their keys, and how alike they are."""

    first: str
    second: str
    likeness: Likeness


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Make many small things without Python looking among them for circles, of which there are
    none: with a million parties in hand that costs a fifth of the whole search."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


class Registry:
    """The parties of an association as columns: about 150 bytes for each, whatever it is named."""

    def __init__(self) -> None:
        self._chunks: list[pl.DataFrame] = []
        self._ways: list[tuple[str, str]] = []

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take in some parties, each a sequence in the order of `COLUMNS`."""
        import polars as pl

        # by columns: a frame made of rows costs five times as much
        columns = zip(COLUMNS, zip(*rows, strict=True), strict=True)
        chunk = pl.DataFrame({name: pl.Series(texts, dtype=pl.String) for name, texts in columns})
        self._chunks.append(
            chunk.select(
                "id",
                "name_key",
                pl.col("birth_on").str.to_date(),
                "precision",
                kind=pl.col("kind").hash(),
                **{name: _hashed(name) for name in (*_NAMES, "identity", "phone", "iban")},
                **{name: _hashed(name) for name in ("city", "gender")},
                identity_kind=pl.col("identity_kind").replace(ONE_KIND).hash(),
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
        """All pairs found whose score reaches `least`, in no order.

        Whom others resemble as much is a namesake rather than the same person, so a pair with
        rivals needs to be the more alike.
        """
        if not self._chunks:
            return
        import polars as pl

        with nothing_collected():
            self._chunks = [pl.concat(self._chunks, rechunk=True)]
            people = self._chunks[0].with_row_index("row")
            phones = self._phones(people)
            pairs = _bounded(people, _joined(people, phones), phones, least)
            found = list(_compared(people, pairs, phones, least))
        yield from _told_from_rivals(found, least)

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
        """Every mobile of every party: `row`, `phone`, and whether it is a further one."""
        import polars as pl

        own = people.filter(pl.col("phone") != 0).select("row", "phone", is_further=False)
        if not self._ways:
            return own
        ways = pl.DataFrame(self._ways, schema={"id": pl.String, "way": pl.String}, orient="row")
        further = ways.join(people.select("id", "row"), on="id").select(
            "row", phone=pl.col("way").hash(), is_further=True
        )
        return pl.concat([own, further]).unique(["row", "phone"], keep="first")


_NAMES = ("name_1", "name_2", "name_3", "name_4")


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

    year, day = _year_and_day(pl.col("birth_on").dt)
    has_birth = pl.col("birth_on").is_not_null()
    has_father, has_grandfather = pl.col("name_2") != 0, pl.col("name_3") != 0
    people = people.select(
        *("row", "kind", "birth_on", "city", "identity", "phone", "iban", *_NAMES),
        in_any_order=pl.sum_horizontal(*_NAMES),
        lesser=pl.min_horizontal("name_1", "name_2"),
        greater=pl.max_horizontal("name_1", "name_2"),
        born=year * _DAYS + day,
    )
    born = people.filter(has_birth).with_columns(year=year, day=day)
    born = born.join(_hijri_days(born), on="birth_on")
    brief = born.filter(~has_father & (pl.col("name_1") != 0))
    named, whole = born.filter(has_father), born.filter(has_grandfather)
    # who lacks a grandfather may lack the father instead: then the other's grandfather is that part
    short = named.filter(~has_grandfather).with_columns(middle="name_2")
    lineages = whole.with_columns(middle="name_3")
    unborn = people.filter(~has_birth)
    placed = unborn.filter(pl.col("city") != 0)
    of_phone = phones.join(people.drop("phone"), on="row")
    is_before = pl.lit(value=True) if others is None else pl.col("row") < others

    def among(frame: pl.DataFrame, *key: str) -> pl.DataFrame:
        if others is None:
            return _sharing(frame, *key)
        return _meeting(frame.filter(is_before), frame.filter(~is_before), *key)

    def between(few: pl.DataFrame, many: pl.DataFrame, *key: str) -> pl.DataFrame:
        if others is None:
            return _meeting(few, many, *key)
        return pl.concat(
            [
                _meeting(few.filter(is_before), many.filter(~is_before), *key),
                _meeting(few.filter(~is_before), many.filter(is_before), *key),
            ]
        )

    found = [
        among(whole, "in_any_order", "year"),
        among(whole, "in_any_order", "day"),
        among(whole, "name_1", "name_2", "name_3", "year"),
        among(born, "name_1", "name_4", "born"),
        among(born, "lesser", "greater", "born"),
        among(born, "name_2", "name_4", "born"),
        among(named, "name_1", "name_2", "name_4", "year"),
        among(named, "name_1", "name_2", "name_4", "day"),
        among(named, "name_1", "name_2", "name_4", "hijri_day"),
        among(whole, "name_1", "name_3", "name_4", "year"),
        among(whole, "name_1", "name_3", "name_4", "day"),
        between(short, lineages, "name_1", "middle", "name_4", "year"),
        between(short, lineages, "name_1", "middle", "name_4", "day"),
        among(of_phone, "phone", "name_1"),
        among(of_phone.filter(has_birth).with_columns(year=year), "phone", "year"),
        among(people.filter(pl.col("iban") != 0), "iban", "name_1"),
        among(people.filter(pl.col("identity") != 0), "identity"),
        between(unborn.filter(has_grandfather), people.filter(has_grandfather), "in_any_order"),
        between(_by_middle(placed), _by_middle(people), "name_1", "middle", "name_4", "city"),
        between(brief, born, "name_1", "name_4", "day"),
        between(brief, born, "name_1", "name_4", "year", "city"),
    ]
    pairs = pl.concat(found).select(pair=pl.col("a").cast(pl.UInt64) * 2**32 + pl.col("b")).unique()
    return pairs.select(
        a=(pl.col("pair") // 2**32).cast(pl.UInt32), b=(pl.col("pair") % 2**32).cast(pl.UInt32)
    )


def _by_middle(people: "pl.DataFrame") -> "pl.DataFrame":
    """Each once with the father and once with the grandfather as the part in the middle, as
    either may be the one that is left out."""
    import polars as pl

    return pl.concat([people.with_columns(middle=name) for name in ("name_2", "name_3")]).filter(
        pl.col("middle") != 0
    )


_DAYS = 512
"""A number greater than that of any day of a year."""


def _year_and_day(born: Any) -> "tuple[pl.Expr, pl.Expr]":
    """The year of a date, and its month and day as one number, to make keys of."""
    import polars as pl

    year, month, day = (part.cast(pl.UInt64) for part in (born.year(), born.month(), born.day()))
    return year, month * 32 + day


def _hijri_days(born: "pl.DataFrame") -> "pl.DataFrame":
    """Month and day in the Hijri calendar of every day on which somebody was born; 0 outside the
    table of that calendar."""
    import polars as pl

    first, last = (to_hijri(day).year for day in (FIRST_IN_TABLE, LAST_IN_TABLE))
    starts = [
        (month, to_gregorian(year, month, 1))
        for year in range(first, last + 1)
        for month in range(1, 13)
    ]
    months = pl.DataFrame(starts, schema={"month": pl.UInt64, "starts": pl.Date}, orient="row")
    days = born.select(pl.col("birth_on").unique().sort())
    since = (pl.col("birth_on") - pl.col("starts")).dt.total_days()
    hijri_day = pl.col("month") * 32 + since.cast(pl.UInt64) + 1
    return days.join_asof(months, left_on="birth_on", right_on="starts").select(
        "birth_on",
        hijri_day=pl.when(pl.col("birth_on") <= LAST_IN_TABLE).then(hijri_day).fill_null(0),
    )


_ODD = (
    *(0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93),
    *(0xA0761D6478BD642F, 0xE7037ED1A0B428DB),
)


def _keyed(frame: "pl.DataFrame", key: tuple[str, ...]) -> "pl.DataFrame":
    """Each row with its key: hashes and small numbers, each times an odd number of its own and
    added as 64 bits wrap, for a third of what hashing them together costs."""
    import polars as pl

    mixed = (pl.col(name) * odd for name, odd in zip(("kind", *key), _ODD, strict=False))
    return frame.select("row", key=pl.sum_horizontal(*mixed))


def _sharing(frame: "pl.DataFrame", *key: str) -> "pl.DataFrame":
    """Pairs among all of a frame that share a key."""
    import polars as pl

    shared = _keyed(frame, key).filter(pl.col("key").is_duplicated())
    shared = shared.filter(pl.len().over("key") <= _MOST_PER_KEY)
    pairs = shared.join(shared, on="key", suffix="_b")
    return pairs.filter(pl.col("row") < pl.col("row_b")).select(a="row", b="row_b")


def _meeting(few: "pl.DataFrame", many: "pl.DataFrame", *key: str) -> "pl.DataFrame":
    """Pairs of one of a few, of whom less is known, with any of many that share a key."""
    import polars as pl

    keyed = _keyed(few, key)
    met = _keyed(many, key).join(keyed, on="key", how="semi")
    met = met.filter(pl.len().over("key") <= _MOST_PER_KEY)
    pairs = keyed.join(met, on="key", suffix="_b").filter(pl.col("row") != pl.col("row_b"))
    return pairs.select(a=pl.min_horizontal("row", "row_b"), b=pl.max_horizontal("row", "row_b"))


def _bounded(
    people: "pl.DataFrame", pairs: "pl.DataFrame", phones: "pl.DataFrame", least: float
) -> "pl.DataFrame":
    """The pairs that may reach `least`, by the most that each trait can still add."""
    import polars as pl

    further = phones.filter("is_further")
    shared = further.join(phones, on="phone", suffix="_b").filter(pl.col("row") != pl.col("row_b"))
    by_further = shared.select(
        a=pl.min_horizontal("row", "row_b"),
        b=pl.max_horizontal("row", "row_b"),
        is_phone_shared=pl.lit(value=True),
    ).unique()
    others = people.select(
        *("identity", "identity_kind", "phone", "iban", "birth_on", "precision", "city", "gender"),
        has_phone=pl.col("row").is_in(phones["row"].implode()),
    )
    may_reach = pl.col("name") + pl.col("rest") >= least - 0.001
    # most pairs were born apart, and need no look at their names
    apart = (
        _of_both(pairs.join(by_further, on=["a", "b"], how="left"), others)
        .select("a", "b", rest=_birth_bound() + _number_bound(), name=_MOST_OF_A_NAME)
        .filter(may_reach)
    )
    named = _of_both(apart, people.select(_NAMES)).select(
        *("a", "b", "rest"),
        name=_name_bound(),
        parts=pl.when(_how_many("") == _how_many("_b")).then(_how_many("")),
    )
    return (
        named.filter(may_reach)
        .pipe(_with_weight_in_place, people)
        .filter(may_reach)
        .select("a", "b")
    )


def _of_both(pairs: "pl.DataFrame", columns: "pl.DataFrame") -> "pl.DataFrame":
    """The pairs with the columns of the first, and those of the second with `_b` after them; the
    columns lie in the order of the rows."""
    import polars as pl

    second = columns[pairs["b"]]
    second.columns = [f"{name}_b" for name in columns.columns]
    return pl.concat([pairs, columns[pairs["a"]], second], how="horizontal")


def _most(role: str, *levels: str) -> float:
    return max(WEIGHTS[role][level] for level in levels)


_MOST_OF_A_NAME = sum(max(WEIGHTS[role].values()) for role in PARTS)


def _how_many(side: str) -> "pl.Expr":
    """How many of the four parts of a name there are."""
    import polars as pl

    return pl.sum_horizontal((pl.col(f"{name}{side}") != 0).cast(pl.Int8) for name in _NAMES)


def _name_bound() -> "pl.Expr":
    """The most that two names can weigh, given which skeletons are equal and which are missing."""
    import polars as pl

    here, there = _how_many(""), _how_many("_b")
    return (
        pl.when(here == there)
        .then(pl.max_horizontal(_laid("", "_b", _IN_PLACE), _moved_bound(_ANYWHERE)))
        .when(here > there)
        .then(_laid("", "_b", _ANYWHERE, "none"))
        .otherwise(_laid("_b", "", _ANYWHERE, "none"))
    )


_IN_PLACE = tuple((name,) for name in _NAMES)
_ANYWHERE = (_NAMES,) * len(_NAMES)


def _laid(longer: str, shorter: str, places: Sequence[Sequence[str]], *unlike: str) -> "pl.Expr":
    """The most that the parts of the longer name can weigh, each laid on those parts of the
    shorter that `places` tells; `unlike` is what else than "near" an unequal one may be."""
    import polars as pl

    common = pl.Series(sorted(COMMON), dtype=pl.String).hash().implode()
    weights = []
    for name, role, others in zip(_NAMES, PARTS, places, strict=True):
        part = pl.col(f"{name}{longer}")
        is_there = pl.any_horizontal(part == pl.col(f"{other}{shorter}") for other in others)
        weights.append(
            pl.when(part == 0)
            .then(0.0)
            .when(~is_there)
            .then(_most(role, "near", *unlike))
            .when(part.is_in(common))
            .then(_most(role, "common", "script", "near", *unlike))
            .otherwise(_most(role, "same", "script", "near", *unlike))
        )
    return pl.sum_horizontal(weights)


def _moved_bound(*ways: Sequence[Sequence[str]]) -> "pl.Expr":
    """The most that two names of as many parts can weigh after parts of one have moved in one of
    these ways; null where no part stands elsewhere in the other."""
    import polars as pl

    has_moved = pl.any_horizontal(
        (pl.col(one) != 0) & (pl.col(one) == pl.col(f"{other}_b"))
        for one in _NAMES
        for other in _NAMES
        if one != other
    )
    most = pl.max_horizontal(_laid("", "_b", places) for places in ways)
    return pl.when(has_moved).then(most + WEIGHTS["order"]["moved"])


def _with_weight_in_place(pairs: "pl.DataFrame", people: "pl.DataFrame") -> "pl.DataFrame":
    """The pairs, those whose names have as many parts with what these weigh instead of the most
    they can: each compared with the one in its place, or, where too few agree so, after the move
    that may weigh most."""
    import polars as pl

    in_place = _of_both(
        pairs.filter(pl.col("parts").is_not_null()), people.select("name_key", *_NAMES)
    )
    for side in ("", "_b"):
        in_place = in_place.with_columns(words=pl.col(f"name_key{side}").str.split(" "))
        in_place = in_place.with_columns(**_words_in_place(side))
    weight, unlike = pl.lit(0.0), pl.lit(0)
    for role in PARTS:
        both = [role, f"{role}_b"]
        compared = in_place.select(both).drop_nulls().unique()
        levels = [part_level(one, other) for one, other in compared.iter_rows()]
        weighed = compared.with_columns(
            pl.Series(f"{role}_weighs", [WEIGHTS[role][level] for level in levels], pl.Float64),
            pl.Series(f"{role}_differs", [level == "other" for level in levels], pl.Int8),
        )
        in_place = in_place.join(weighed, on=both, how="left")
        weight += pl.col(f"{role}_weighs").fill_null(0.0)
        unlike += pl.col(f"{role}_differs").fill_null(0)
    moves = [[(_NAMES[place],) for place in move] for move in MOVES[len(_NAMES)]]
    moved = (
        pl.when(pl.col("parts") == len(_NAMES))
        .then(_moved_bound(*moves))
        .otherwise(_moved_bound(_ANYWHERE))
    )
    in_place = in_place.with_columns(
        name=pl.when(unlike > 1).then(pl.max_horizontal(weight, moved)).otherwise(weight)
    )
    return pl.concat([pairs.filter(pl.col("parts").is_null()), in_place.select(pairs.columns)])


def _words_in_place(side: str) -> "dict[str, pl.Expr]":
    """The words of a name as the parts that its skeletons are of."""
    import polars as pl

    words = pl.col("words")
    return {
        f"{role}{side}": pl.when(words.list.len() > least).then(
            words.list.get(place, null_on_oob=True)
        )
        for role, place, least in zip(PARTS, (0, 1, 2, -1), (0, 2, 3, 1), strict=True)
    }


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
        pl.when(
            ((pl.col("phone") == pl.col("phone_b")) & (pl.col("phone") != 0))
            | pl.col("is_phone_shared").is_not_null()
        )
        .then(WEIGHTS["phone"]["same"])
        .when(pl.col("has_phone") & pl.col("has_phone_b"))
        .then(WEIGHTS["phone"]["other"])
        .otherwise(0.0)
    )
    return total + phone


def _compared(
    people: "pl.DataFrame", pairs: "pl.DataFrame", phones: "pl.DataFrame", least: float
) -> Iterator[Alike]:
    """Compare what is left by the rule itself."""
    import polars as pl

    rows = pl.concat([pairs["a"], pairs["b"]]).unique()
    wanted = people.filter(pl.col("row").is_in(rows.implode()))
    numbers = phones.filter(pl.col("row").is_in(rows.implode())).group_by("row")
    wanted = wanted.join(
        numbers.agg(phones=pl.col("phone").cast(pl.String)), on="row", how="left"
    ).with_columns(pl.col("identity", "identity_kind", "iban").cast(pl.String).replace("0", ""))
    traits: dict[int, Traits] = {}
    keys: dict[int, str] = {}
    town = _remembered(folded)
    columns = (
        *("row", "id", "name_key", "identity", "identity_kind", "phones", "iban", "birth_on"),
        *("precision", "town", "sex"),
    )
    for row, key, name, identity, kind, mobiles, iban, born, precision, city, sex in wanted.select(
        columns
    ).iter_rows():
        keys[row] = key
        traits[row] = Traits(
            name=tuple(name.split()),
            identity=identity,
            identity_kind=kind,
            phones=frozenset(mobiles or ()),
            iban=iban,
            birth_on=born,
            birth_precision=precision,
            city=town(city),
            gender=sex,
        )
    for a, b in pairs.iter_rows():
        alike = likeness(traits[a], traits[b])
        if alike.score >= least:
            yield Alike(keys[a], keys[b], alike)


_AS_MUCH = 0.5
"""A rival may be so many bits less alike, and still nobody could tell."""


def _told_from_rivals(pairs: Sequence[Alike], least: float) -> Iterator[Alike]:
    """The pairs that still reach `least` when others resemble one of the two as much, unless
    these resemble the other one as well: then all may be one."""
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        scores[pair.first][pair.second] = scores[pair.second][pair.first] = pair.likeness.score
    for pair in pairs:
        enough = pair.likeness.score - _AS_MUCH
        rivals = sum(
            score >= enough and third not in scores[other] and third != other
            for one, other in ((pair.first, pair.second), (pair.second, pair.first))
            for third, score in scores[one].items()
        )
        alike = pair if not rivals else replace(pair, likeness=_rivalled(pair.likeness, rivals))
        if alike.likeness.score >= least:
            yield alike


def _rivalled(alike: Likeness, rivals: int) -> Likeness:
    level = "one" if rivals == 1 else "several"
    reason = Reason("rivals", WEIGHTS["rivals"][level], {"is": level})
    return Likeness(round(alike.score + reason.weight, 3), (*alike.reasons, reason))


def _remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def asked(text: str) -> str:
        if text not in known:
            known[text] = function(text)
        return known[text]

    return asked
