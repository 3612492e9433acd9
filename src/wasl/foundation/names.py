"""Names of people, folded for search and for finding duplicates; the name itself never changes.

Two forms, from near to far: the folded name forgives spelling within one script, the skeleton
keeps consonants only and lets Arabic and Latin spellings of one name meet.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

_ONE_LETTER = str.maketrans(
    {
        # letters that stay are listed too: a missing key costs translate() an exception
        **{chr(letter): chr(letter) for letter in (0x20, *range(0x0621, 0x064B))},
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ة": "ه",
        "ۃ": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ؤ": "و",
        "ئ": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ـ": None,
        "'": None,
        "`": None,
        "‘": None,
        "’": None,
        "ʼ": None,
        "ʿ": None,
        "ʾ": None,
        **{chr(mark): None for mark in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670)},
        **{chr(mark): None for mark in (*range(0x06D6, 0x06DD), *range(0x200B, 0x2010))},
        **{chr(mark): None for mark in (*range(0x202A, 0x202F), *range(0x2060, 0x2070))},
        **dict.fromkeys(("\u00ad", "\u034f", "\u061c", "\ufeff")),
        **{digit: str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
        **{digit: str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")},
    }
)
_PLAIN_ARABIC = re.compile(r"[ء-غف-ي ]*")
_NOT_A_NAME = re.compile(r"[\W_]+")
_DESCENT = frozenset({"بن", "ابن", "بنت", "bin", "ibn", "bint", "bn"})
_JOINED_TO_NEXT = frozenset(
    {"عبد", "ابو", "ابا", "ابي", "ام", "ال", "ذو", "ذي"}
    | {"abd", "abdul", "abdel", "abdal", "abdu", "abu", "abo", "umm", "um", "om", "al", "el"}
)
_JOINED_TO_PREVIOUS = frozenset({"الله", "الدين", "الاسلام", "allah", "aldin", "uldin", "eldin"})
_ASSIMILATED_ARTICLES = {
    word + vowel + letters: letters
    for word in ("", "abd")
    for vowel in "aeu"
    for letters in ("sh", "th", "dh", "t", "d", "r", "z", "s", "n")
}
_PARTICLES = _JOINED_TO_NEXT | _JOINED_TO_PREVIOUS | _ASSIMILATED_ARTICLES.keys()
_DEPENDENT = _PARTICLES | _DESCENT
_ARTICLES = {"ال": 3, "al": 4, "el": 4}
"""The article, and how many letters must remain after it for it to be one."""


def folded(name: str) -> str:
    """The name as compared, never as shown: parts in one spelling, parted by single spaces.

    One form for all hamzas, for ة and ه, for ى ي ئ and ی, for ؤ and و, for ک and ك; no
    diacritics, tatweel or invisible marks; عبد, أبو, أم, آل and their like joined to what
    follows; بن, ابن, بنت dropped; the article dropped. Latin names in lower case without accents.
    Folding twice changes nothing.
    """
    return " ".join(name_parts(name))


def name_parts(name: str) -> tuple[str, ...]:
    """The folded parts of a name in order; empty when it holds no letter or digit."""
    parts = []
    for word in name.split():
        part = _part_alone(word)
        if part is None:
            return _parts(_words(name))
        parts.append(part)
    return tuple(parts)


def _words(name: str) -> list[str]:
    plain = name.translate(_ONE_LETTER)
    if not _PLAIN_ARABIC.fullmatch(plain):
        plain = _without_accents(plain)
    return plain.split()


@lru_cache(maxsize=65_536)
def _part_alone(word: str) -> str | None:
    """The part that a word makes whatever stands beside it; None if it hangs on its neighbours."""
    words = _words(word)
    if len(words) != 1 or words[0] in _DEPENDENT:
        return None
    part = _without_article(words[0])
    return None if part in _DEPENDENT else part


def _without_accents(text: str) -> str:
    # each step may make work for the one before it: lower case can bring new accents
    while True:
        apart = unicodedata.normalize("NFKD", text.casefold()).translate(_ONE_LETTER)
        kept = "".join(
            letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Me", "Cf")
        )
        kept = _NOT_A_NAME.sub(" ", kept)
        if kept == text:
            return kept
        text = kept


def _parts(words: list[str]) -> tuple[str, ...]:
    while True:
        kept = [word for word in words if word not in _DESCENT] or words
        joined = kept if _PARTICLES.isdisjoint(kept) else _joined(kept)
        parts = [_without_article(part) for part in joined]
        # a part freed of its article may itself be a word that joins or is dropped
        if parts == words or _DEPENDENT.isdisjoint(parts):
            return tuple(parts)
        words = parts


def _joined(words: list[str]) -> list[str]:
    parts: list[str] = []
    held = ""
    for word, after in zip(words, (*words[1:], ""), strict=True):
        doubled = _ASSIMILATED_ARTICLES.get(word)
        if doubled and after.startswith(doubled):
            held += "abdul" if word.startswith("abd") else "al"
        elif after and (word in _JOINED_TO_NEXT or held + word == "عبدرب"):
            held += word
        elif word in _JOINED_TO_PREVIOUS and parts and not held:
            parts[-1] += word
        else:
            parts.append(held + word)
            held = ""
    return parts


@lru_cache(maxsize=65_536)
def _without_article(part: str) -> str:
    rest = _ARTICLES.get(part[:2])
    while rest and len(part) >= rest + 2:
        part = part[2:]
        rest = _ARTICLES.get(part[:2])
    return part


# vowels, ا و ي and ع ء leave no trace: ع has no Latin letter, and the others come and go
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("بپ", "b"),
        **dict.fromkeys("تطثٹ", "t"),
        **dict.fromkeys("جچگژ", "j"),
        **dict.fromkeys("حه", "h"),
        "خ": "x",
        **dict.fromkeys("دضڈ", "d"),
        **dict.fromkeys("ذزظ", "z"),
        **dict.fromkeys("رڑ", "r"),
        **dict.fromkeys("سص", "s"),
        "ش": "c",
        "غ": "g",
        **dict.fromkeys("فڤ", "f"),
        "ق": "q",
        "ك": "k",
        "ل": "l",
        "م": "m",
        **dict.fromkeys("نں", "n"),
        **dict.fromkeys("ءاوعي"),
    }
)
_LATIN_CLASSES = (
    ("tch", "\x03"),
    ("sh", "\x03"),
    ("ch", "\x03"),
    ("kh", "\x01"),
    ("gh", "\x02"),
    ("th", "t"),
    ("dh", "z"),
    ("ph", "f"),
    ("dj", "j"),
)
_LATIN_LETTERS = str.maketrans(
    {
        **dict.fromkeys("aeiouyw"),
        "p": "b",
        "g": "j",
        "c": "k",
        "v": "f",
        "x": "ks",
        "\x01": "x",
        "\x02": "g",
        "\x03": "c",
    }
)
_REPEATED = re.compile(r"(.)\1+")
_ABD_LATIN = re.compile(r"abd[aeiou]*(?:l(?!$))?")
_VOWELS_ONLY = "a"


@lru_cache(maxsize=65_536)
def skeleton(part: str) -> str:
    """The consonants of one part of a name, in classes that Arabic and Latin spellings share.

    The article and a last ه (or ح) are dropped; vowels, ا و ي, ع and ء are dropped; ت ط ث are one
    class (t, th), د ض one (d), ذ ز ظ one (z, dh), س ص one (s), ح ه one (h); repeats collapse.
    عبد is kept as b-d with the rest following without its article. A part without consonants is
    "a"; an empty part is empty. Several parts are read as one.
    """
    joined = "".join(name_parts(part))
    if not joined:
        return ""
    if joined.startswith("عبد") and len(joined) > 3:
        return _collapsed("bd" + _consonants(joined[3:].removeprefix("ال")))
    if joined.startswith("abd") and len(joined) > 3:
        return _collapsed("bd" + _consonants(_ABD_LATIN.sub("", joined, count=1)))
    whole = _collapsed(_consonants(joined))
    if joined[:2] in _ARTICLES:
        # Ali and Alawi begin with no article: two consonants must remain after it
        rest = _collapsed(_consonants(joined[2:]))
        if len(rest) >= 2:
            return rest
    return whole or _VOWELS_ONLY


def _consonants(part: str) -> str:
    if part.isascii():
        for letters, one in _LATIN_CLASSES:
            part = part.replace(letters, one)
        return part.translate(_LATIN_LETTERS)
    return part.translate(_CLASSES)


def _collapsed(consonants: str) -> str:
    once = _REPEATED.sub(r"\1", consonants)
    return once[:-1] if len(once) > 1 and once[-1] == "h" else once


def skeletons(name: str) -> tuple[str, ...]:
    """The skeleton of each part of a name, in order."""
    return tuple(map(skeleton, name_parts(name)))


def search_key(name: str) -> str:
    """The skeletons of a name in order, parted by spaces: one key for both scripts.

    Meant for a b-tree column: equality finds other spellings, a prefix finds while typing.
    """
    return " ".join(skeletons(name))


LONGEST_COLUMN = 40


def name_columns(name: str) -> tuple[str, str, str, str]:
    """The skeletons of first name, father, grandfather and family: the columns a search goes by.

    Of two parts the second is the family, of three the last; of five or more those between the
    third and the last are left out. A part that is missing is empty, and each is cut at 40.
    """
    return columns_of(name_parts(name))


def columns_of(parts: tuple[str, ...]) -> tuple[str, str, str, str]:
    """`name_columns` of a name already folded into parts."""
    match tuple(map(_column, parts)):
        case (first, father, grandfather, *_, family):
            return first, father, grandfather, family
        case (first, father, family):
            return first, father, "", family
        case (first, family):
            return first, "", "", family
        case (first,):
            return first, "", "", ""
    return "", "", "", ""


@lru_cache(maxsize=65_536)
def _column(part: str) -> str:
    return skeleton(part)[:LONGEST_COLUMN]


_UNLIKE = 0.7
_OTHER_SCRIPT = 0.97
_SAME_SKELETON = 0.85
_ONE_SLIP = 0.5


def similarity(a: str, b: str) -> float:
    """How alike two names are, from 0 (nothing in common, or one is empty) to 1 (folded alike).

    Parts are compared in order and may be missing on one side, which costs the more the fewer
    parts were compared. Symmetric. A spelling in the other script reaches 0.97 at most.
    """
    return parts_similarity(name_parts(a), name_parts(b))


def parts_similarity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """`similarity` of names already folded into parts, as one name is compared with many."""
    if not a or not b:
        return 0.0
    if a == b or "".join(a) == "".join(b):
        return 1.0
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    best = [0.0] * (len(longer) + 1)
    for part in shorter:
        previous, best = best, [0.0]
        for place, other in enumerate(longer):
            with_both = previous[place] + _alike(part, other)
            best.append(max(with_both, previous[place + 1], best[place]))
    compared = len(shorter) / len(longer)
    return best[-1] / len(shorter) * (0.6 + 0.4 * compared)


@lru_cache(maxsize=65_536)
def _alike(a: str, b: str) -> float:
    if a == b:
        return 1.0
    skeleton_a, skeleton_b = skeleton(a), skeleton(b)
    if a.isascii() != b.isascii():
        return _OTHER_SCRIPT * _stretched(JaroWinkler.similarity(skeleton_a, skeleton_b))
    score = _stretched(JaroWinkler.similarity(a, b))
    if skeleton_a == skeleton_b and len(skeleton_a) > 1:
        return max(score, _SAME_SKELETON)
    if max(len(a), len(b)) > 2 and OSA.distance(a, b, score_cutoff=1) == 1:
        # Jaro does not see a letter that moved by one place in a name of three
        return max(score, _ONE_SLIP)
    return score


def _stretched(score: float) -> float:
    # unrelated short names often share letters: what they reach by chance must count as nothing
    return max(0.0, (score - _UNLIKE) / (1 - _UNLIKE))
