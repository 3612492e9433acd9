"""Which fields of a reading are as the truth has them."""

from typing import Any

from rapidfuzz import fuzz

from tests.documents.made_up import MadeUp
from wasl.foundation.names import folded

PLAIN = ("licence", "publication", "signatures", "acknowledgements", "beneficiary_kinds")
WORDS = (
    "association",
    "title",
    "version",
    "owner",
    "review",
    "tools_holder",
    "referral_role",
    "applicant",
)
LISTS = ("objectives", "sub_objectives", "channels", "tools", "steps")


def wrong_fields(made: MadeUp, read: dict[str, Any], *, is_damaged: bool = False) -> dict[str, Any]:
    """The fields that are not as the truth has them, each with (truth, reading)."""
    truth = made.truth
    wrong: dict[str, Any] = {}

    def judge(name: str, told: Any, is_right: bool) -> None:
        if not is_right:
            wrong[name] = (told, read.get(name))

    for name in PLAIN:
        told = truth[name]
        judge(
            name,
            told,
            read[name] == told if name != "beneficiary_kinds" else set(read[name]) == set(told),
        )
    for name in WORDS:
        judge(name, truth[name], alike(truth[name], read[name], 85 if is_damaged else 97))
    for name in LISTS:
        judge(name, truth[name], [one["kind"] for one in read[name]] == truth[name])
    judge("deciders", truth["deciders"], sorted(read["deciders"]) == sorted(truth["deciders"]))
    promise, said = truth["promise"], read["promise"]
    judge(
        "promise",
        promise,
        said == promise
        if promise is None or said is None
        else (said["kind"], said["days"]) == (promise["kind"], promise["days"]),
    )
    for part in ("steps", "mechanisms"):
        kinds = [one["kind"] for one in read["eligibility"][part]]
        if kinds != truth["eligibility"][part]:
            wrong[f"eligibility.{part}"] = (truth["eligibility"][part], kinds)
    judge("adoption", truth["adoption"], _same_adoption(truth["adoption"], read["adoption"]))
    listed = " ".join(folded(one) for one in read["unrecognised"])
    missing = [
        one
        for one in made.foreign
        if fuzz.partial_ratio(folded(one), listed) < (80 if is_damaged else 95)
    ]
    if missing:
        wrong["unrecognised"] = (missing, read["unrecognised"])
    return wrong


def alike(told: str | None, read: str | None, least: int) -> bool:
    """Whether two wordings are one, but for spelling."""
    if told is None or read is None:
        return told == read
    return fuzz.ratio(folded(told), folded(read)) >= least


def _same_adoption(told: dict[str, Any] | None, read: dict[str, Any] | None) -> bool:
    if told is None or read is None:
        return told is None and read is None
    dates = all(
        read[name] == told[name]
        if told["both"] in ("both", name)
        else read[name] in (None, told[name])
        for name in ("hijri", "gregorian")
    )
    return (
        dates
        and all(read[name] == told[name] for name in ("reference", "kind"))
        and alike(told["weekday"], read["weekday"], 90)
        and alike(told["term"], read["term"], 90)
    )
