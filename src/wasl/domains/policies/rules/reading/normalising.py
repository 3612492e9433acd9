"""The text as it is compared: one spelling of each letter, with the way back to the page.

What a text layer of a PDF does to the page is undone first (glyphs of presentation, lines in
visual order, lam-alef written backwards), so that "verbatim" means what the page shows.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from wasl.domains.policies.rules.statements import STATEMENTS

_INVISIBLE: Final[dict[int, None]] = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, 0xFFFD),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    )
)
_STRETCH: Final = re.compile(r"ـ+(?=[\u0621-\u065f])|(?<!ه)ـ+")
_MARKS: Final = frozenset(
    map(chr, (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06ED)))
)
_LETTERS: Final = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ةۃۀەہھ", "ه"),
    **dict.fromkeys("ىیېےئ", "ي"),
    "ؤ": "و",
    **dict.fromkeys("کڪ", "ك"),
    **{digit: str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **{digit: str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")},
}
_FOLDING: Final = str.maketrans({**_LETTERS, **dict.fromkeys((*_MARKS, "ـ"))})
WORD: Final = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670]+")
ARABIC_WORD: Final = re.compile(r"[\u0620-\u065f\u066e-\u06d3]+")
_GLYPHS: Final = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefe]+")
_ALEF_LAM: Final = re.compile(r"[ال]{2,}")
_NOT_ARABIC: Final = re.compile(r"[^\u0621-\u064a]+")


def folded(text: str) -> str:
    """The text with one form of each letter, ASCII digits, no vowel marks, in lower case."""
    return text.translate(_FOLDING).lower()


@lru_cache(maxsize=200_000)
def key(text: str) -> str:
    """The Arabic letters alone, without spaces, each run of alef and lam in one order.

    Broken and glued words, digits, punctuation and lam-alef written backwards thus make no
    difference.
    """
    return sorted_runs(_NOT_ARABIC.sub("", folded(text)))


def sorted_runs(letters: str) -> str:
    """The letters with each run of alefs and lams sorted; nothing else moves."""
    return _ALEF_LAM.sub(lambda run: "".join(sorted(run[0])), letters)


_RUN: Final = re.compile(r"[ال]+")


@lru_cache(maxsize=200_000)
def cue_key(text: str) -> str:
    """The Arabic letters with each run of alef and lam as one alef.

    A word thus contains its own stem whatever article or preposition stands before it.
    """
    return _RUN.sub("ا", _NOT_ARABIC.sub("", folded(text)))


@lru_cache(maxsize=200_000)
def cue_words(text: str) -> str:
    """`cue_key` of each word, parted by spaces."""
    return " ".join(filter(None, map(cue_key, text.split())))


def has_cue(cue: str, words: str, letters: str) -> bool:
    """Whether a cue, given as `cue_words`, stands in a text given as `cue_words` and `cue_key`.

    A long cue also counts where its words are glued to others or broken.
    """
    if cue in words:
        return True
    bare = cue.replace(" ", "")
    return len(bare) >= 7 and bare in letters


_TAG_BOX: Final = re.compile(r"<input\b[^>]*?>", re.IGNORECASE)
_TAG_CELL: Final = re.compile(r"</t[dh]\s*>\s*(?=<t[dh]\b)", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->|&nbsp;")
_BOXES: Final = {"[x]": "☑", "[X]": "☑", "[✓]": "☑", "[✔]": "☑", "[ ]": "☐", "[]": "☐"}
_BOX: Final = re.compile("|".join(map(re.escape, _BOXES)))


def page_lines(text: str) -> tuple[str, ...]:
    """The lines of a text as the page shows them, as many as were given.

    Tags are gone, check boxes are ☑ and ☐, nothing invisible is left, glyphs are letters, and
    lines in visual order run forwards again.
    """
    lines = [_plain(line) for line in re.split(r"\r\n|\r|\n", text)]
    return tuple(_unglued(_lam_alef_repaired([_forwards(line) for line in lines])))


def _plain(line: str) -> str:
    if "<" in line or "&" in line:
        line = _TAG_BOX.sub(lambda tag: "☑" if "checked" in tag[0].lower() else "☐", line)
        line = _TAG_CELL.sub("\t", line)
        line = _TAG.sub(" ", line)
    if "[" in line:
        line = _BOX.sub(lambda box: _BOXES[box[0]], line)
    if "ـ" in line:
        line = _STRETCH.sub("", line)
    return line.translate(_INVISIBLE).replace("\f", " ").replace("\v", " ").replace("\u2028", " ")


def _letters(line: str) -> str:
    if not _GLYPHS.search(line):
        return line
    return _GLYPHS.sub(lambda glyphs: unicodedata.normalize("NFKC", glyphs[0]), line)


def _vocabulary(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in folded(text).split() if len(word) > 3)


_MORE_WORDS: Final = (
    "سياسة تنظيم العلاقة المستفيدين المستفيد الجمعية جمعية لجمعية مجلس الإدارة الإدارية المادة "
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة اللائحة لائحة "
    "الهدف العام الأهداف التفصيلية تمهيد مقدمة القنوات المستخدمة قنوات الأدوات المتاحة الموظف "
    "إجراءات الإجراءات خطوات الخدمات الخدمة اعتماد السياسة السياسات ترخيص رقم اجتماع الاجتماع "
    "بتاريخ الموافق دورته الدورة رئيس أعضاء نائب الأمين المالي الاسم الصفة التوقيع الإصدار خلال "
    "الاستفسارات الأطراف الأحد الاثنين الثلاثاء الأربعاء الأول الأخرى الآخر ربيع جمادى شوال "
    "الجمعيات الأعمال الإلكتروني الاطلاع إقرار أحكام ختامية التعريفات النطاق المراجعة النشر الرد "
    "المسؤول المختص المختصة اللجنة لجنة الدعم الطلب الطلبات البيانات المستندات أيام الأيام العمل "
    "الأسر الأفراد الاعتبارية الاجتماعي الاجتماعية البحث الميداني المقابلة الشخصية الهاتفية "
    "الاتصال الاتصالات الأساسية الأساسي الأقسام الإجابة إلا إلى الإعلان الاستقبال الأهلية الخيرية "
    "أسبوعين أسبوع أسابيع شهرين شهر أشهر يومين عشرة عشرين أربعين خمسة أربعة ستين تسعين تزيد تتجاوز تقل "
    "مسئول مسؤول المسئول الباحث أخصائي قسم وحدة طالب مقدم المكاتب الفرعية مندوبو مناديب الموقع أفراد "
    "أسر جهات اعتبارية داخلي خارجي تراجع سنة اعتمادها مسؤولية مسئولية مختلف كافة جميع المعلومات "
    "علاقات العلاقات الاستحقاق للخدمة المعاملات معاملاته ثلاثين يوما ثلاثة أسابيع مسؤولية خلاف"
)
KNOWN_WORDS: Final = _vocabulary(
    [*(text for one in STATEMENTS for text in (one.usual, *one.others, one.words["ar"]))]
) | _vocabulary([_MORE_WORDS])
_KNOWN_BACKWARDS: Final = frozenset(word[::-1] for word in KNOWN_WORDS)
_PAIRS: Final = frozenset(
    pair
    for one in STATEMENTS
    for text in (one.usual, *one.others)
    for pair in pairwise(folded(text).split())
)


def _forwards(line: str) -> str:
    """The line with its letters or its words turned round when they stand in visual order."""
    plain = _letters(line)
    words = ARABIC_WORD.findall(folded(plain))
    if not words:
        return plain
    ahead = sum(word in KNOWN_WORDS for word in words)
    behind = sum(word in _KNOWN_BACKWARDS for word in words)
    if behind > ahead:
        return _letters(_turned(line))
    pairs = list(pairwise(words))
    in_order = sum(pair in _PAIRS for pair in pairs)
    against = sum(pair[::-1] in _PAIRS for pair in pairs)
    if against > max(in_order, 1):
        backwards = iter(reversed(plain.split()))
        return re.sub(r"\S+", lambda _: next(backwards), plain)
    return plain


_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FORWARD_RUN: Final = re.compile(r"[0-9٠-٩۰-۹]+(?:[.,/:][0-9٠-٩۰-۹]+)*|[A-Za-z][\w@./:+-]*")


_YEAR: Final = re.compile(r"(?<![0-9])(?:1[34][0-9][0-9]|19[0-9][0-9]|20[0-9][0-9])(?![0-9])")


def _turned(line: str) -> str:
    """The line with its letters in the other order; numbers and Latin words keep theirs."""
    turned = line[::-1]
    if re.search(r"^[^(]*\)", turned):
        turned = turned.translate(_MIRRORED)
    kept = _FORWARD_RUN.sub(lambda run: run[0][::-1], turned)
    # some layers turn the numbers too: a year that reads backwards tells
    if _YEAR.search(folded(turned)) and not _YEAR.search(folded(kept)):
        return turned
    return kept


_IMPOSSIBLE: Final = re.compile(r"ا[أإآا]ل")
_AFTER_LAM: Final = re.compile(r"\b([وف]?ل)([أإآا])ل(?=\w\w)")
_SWAPPABLE: Final = re.compile(r"[اأإآ]ل")
_ALONE: Final = {
    "أوالً": "أولاً",
    "ال": "لا",
    "إال": "إلا",
    "أوال": "أولا",
    "فال": "فلا",
    "وال": "ولا",
}
_BY_KEY: Final = {sorted_runs(word): word for word in sorted(KNOWN_WORDS) if "لا" in word}


def _lam_alef_repaired(lines: Sequence[str]) -> list[str]:
    """The lines with lam-alef running forwards, where a text layer had turned the ligature."""
    whole = "\n".join(lines)
    repaired: dict[str, str] = {}
    for word in set(ARABIC_WORD.findall(whole)):
        if _SWAPPABLE.search(word):
            known = _as_known(word)
            if known is not None:
                repaired[word] = known
            elif _IMPOSSIBLE.search(word):
                repaired[word] = _IMPOSSIBLE.sub(lambda run: "ال" + run[0][1], word)
    # one such word may be healthy: pending matters are العالقة too
    if len(repaired) < 2 and not _IMPOSSIBLE.search(whole):
        return list(lines)
    if len(repaired) > 2:
        repaired = {**_ALONE, **repaired}

    def fixed(found: re.Match[str]) -> str:
        word = repaired.get(found[0], found[0])
        return _AFTER_LAM.sub(r"\1ل\2", word) if len(repaired) > len(_ALONE) + 2 else word

    return [ARABIC_WORD.sub(fixed, line) for line in lines]


def _as_known(word: str) -> str | None:
    """The word respelt as one that we know, when only its lam-alefs are turned; else None."""
    plain = folded(word)
    known = _BY_KEY.get(sorted_runs(plain))
    if known is None or plain in KNOWN_WORDS or len(plain) != len(word):
        return None
    places = [found.start() for found in _SWAPPABLE.finditer(word)]
    for chosen in range(1, 1 << len(places)):
        letters = list(word)
        for number, place in enumerate(places):
            if chosen >> number & 1:
                letters[place : place + 2] = letters[place + 1], letters[place]
        if folded("".join(letters)) == known:
            return "".join(letters)
    return None


_SHORT: Final = frozenset(
    folded(
        "من في عن على إلى أو أن لا ما مع كل قد بعد قبل رقم يوم هو هي هذه هذا تم ذلك مدة حق"
    ).split()
)


@lru_cache(maxsize=100_000)
def is_known(word: str) -> bool:
    """Whether the word, with or without what is joined before it, is one of the family's."""
    bare = folded(word).strip(".،:؛,()[]«»\"'*#-–")
    if bare in KNOWN_WORDS or bare in _SHORT:
        return True
    if bare.startswith("لل") and "ال" + bare[2:] in KNOWN_WORDS:
        return True
    return len(bare) > 4 and bare[0] in "وفبكل" and bare[1:] in KNOWN_WORDS


def repaired(words: str) -> str:
    """The words with those joined that stand broken by a space."""
    parts = words.split()
    joined: list[str] = []
    place = 0
    while place < len(parts):
        here = parts[place]
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if following and _is_broken(here, following):
            joined.append(here + following)
            place += 2
            continue
        joined.append(here)
        place += 1
    return " ".join(joined)


def _is_broken(here: str, following: str) -> bool:
    if here[-1] in ".،:؛,)" or not is_known(here + following):
        return False
    unknown = [part for part in (here, following) if not is_known(part)]
    return len(unknown) == 2 or any(len(part) <= 3 for part in unknown)


def _unglued(lines: Sequence[str]) -> list[str]:
    """The lines with the spaces that a text layer had lost between words of the family."""
    parted: dict[str, str] = {}
    for word in {word for line in lines for word in ARABIC_WORD.findall(line)}:
        if len(word) >= 8 and not is_known(word):
            pieces = _pieces(word)
            if len(pieces) > 1:
                parted[word] = " ".join(pieces)
    if not parted:
        return list(lines)
    return [ARABIC_WORD.sub(lambda found: parted.get(found[0], found[0]), line) for line in lines]


def _pieces(word: str) -> list[str]:
    """The words that stand glued in one: all known, or one at an end that is not."""
    if len(word) > _LONGEST_GLUED or not _may_be_glued(word):
        return [word]
    plain = folded(word)
    if len(plain) != len(word):
        return [word]
    ends = [end for end in range(3, len(word) + 1) if _ends_there(word, end)]
    # best[n]: cost and start of the last piece when the first n letters are parted
    best: list[tuple[float, int]] = [(0.0, 0)] + [(1e9, 0)] * len(word)
    for start in range(len(word) - 1):
        so_far = best[start][0]
        if so_far >= 1e9:
            continue
        for end in _known_ends(plain, start):
            best[end] = min(best[end], (so_far + 1.0, start))
        if start:
            for end in range(start + 2, min(start + 5, len(word))):
                if plain[start:end] in _SHORT:
                    best[end] = min(best[end], (so_far + 3.0, start))
        if start == 0 or word[start - 1] == "ة" or _ARTICLE.match(word, start):
            for end in ends:
                if end - start >= 3 and (
                    end - start >= 5
                    or plain[end - 1] == "ه"
                    or (start > 0 and word[start - 1] == "ة")
                    or any(after - end >= 7 for after in _known_ends(plain, end))
                ):
                    best[end] = min(best[end], (so_far + 14.0 + 2 * (end - start), start))
    if best[-1][0] >= 14 + 2 * len(word):
        return [word]
    pieces: list[str] = []
    end = len(word)
    while end:
        start = best[end][1]
        pieces.append(word[start:end])
        end = start
    return pieces[::-1]


_LONGEST_GLUED: Final = 120


def _may_be_glued(word: str) -> bool:
    """Whether an article or a final ة stands inside of the word."""
    return "ة" in word[2:-2] or "ال" in word[3:] or "لل" in word[3:] or "لجمعي" in word[3:]


def _ends_there(word: str, end: int) -> bool:
    """Whether a word that we do not know may end at this letter."""
    return end == len(word) or word[end - 1] == "ة" or _ARTICLE.match(word, end) is not None


_PREFIXED: Final = frozenset(
    [
        *(word for word in KNOWN_WORDS if len(word) >= 4),
        *(prefix + word for word in KNOWN_WORDS for prefix in "وفبكل"),
        *("لل" + word[2:] for word in KNOWN_WORDS if word.startswith("ال")),
    ]
)


def _lengths_by_beginning() -> dict[str, tuple[int, ...]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in _PREFIXED:
        lengths[word[:4]].add(len(word))
    return {beginning: tuple(sorted(found)) for beginning, found in lengths.items()}


_LENGTHS: Final = _lengths_by_beginning()


def _known_ends(plain: str, start: int) -> Iterator[int]:
    """Where the known words end that begin at this letter."""
    for length in _LENGTHS.get(plain[start : start + 4], ()):
        if start + length <= len(plain) and plain[start : start + length] in _PREFIXED:
            yield start + length


_ARTICLE: Final = re.compile(r"[وفبك]?ال|لل|لجمعي")
