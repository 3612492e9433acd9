"""The values of the document itself: name, title, licence, version, owner, publication, review."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from wasl.domains.policies.rules.reading.adoption import LABELS as ADOPTION_LABELS
from wasl.domains.policies.rules.reading.document import ORDINALS, Document, Line
from wasl.domains.policies.rules.reading.normalising import cue_key, folded, key, repaired
from wasl.domains.policies.rules.reading.reading import Found
from wasl.foundation.identifiers import Malformed, ascii_digits, national_id

_OWN_LABELS: Final = {
    "title": ("عنوان السياسة", "اسم السياسة", "عنوان الوثيقة", "اسم الوثيقة", "اسم اللائحة", "عنوان اللائحة", "مسمى السياسة"),
    "version": ("رقم الإصدار", "الإصدار", "رقم النسخة", "النسخة", "رقم إصدار السياسة", "إصدار رقم"),
    "owner": ("مالك السياسة", "مالك الوثيقة", "الجهة المالكة", "الجهة المالكة للسياسة", "مالك اللائحة"),
    "advisory": ("الأجهزة الاستشارية (إن وجدت)", "الأجهزة الاستشارية", "الجهات الاستشارية", "الجهة الاستشارية"),
    "review": ("تاريخ المراجعة", "موعد المراجعة", "دورية المراجعة", "تاريخ المراجعة القادمة", "المراجعة القادمة", "مراجعة السياسة", "المراجعة"),
    "publication": ("النشر", "نطاق النشر", "نشر السياسة", "آلية النشر"),
    "licence": ("رقم الترخيص", "ترخيص رقم", "الترخيص", "رقم ترخيص الجمعية"),
    "association": ("اسم الجمعية", "اسم المؤسسة", "الجمعية"),
}  # fmt: skip
_LABELS: Final = {
    key(words): name
    for name, words in (
        *((name, words) for name, wordings in _OWN_LABELS.items() for words in wordings),
        *((name, words) for words, name in ADOPTION_LABELS.items()),
    )
}
_CELLS: Final = re.compile(r"\t+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value that stands beside its label: both by their offsets."""

    name: str
    start: int
    end: int
    label_start: int
    label_end: int


def labelled_values(document: Document) -> list[Labelled]:
    """The values beside labels, in either order of the columns, on one line or on two."""
    found: list[Labelled] = []
    lines = [line for line in document.lines if document.raw(line).strip()]
    alone: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        if line.noise:
            continue
        cells = list(_cells(document, line))
        labels = [
            (number, name) for number, cell in enumerate(cells) if (name := _label(document, cell))
        ]
        if len(cells) == 2 and len(labels) >= 1:
            number, name = labels[0] if len(labels) == 1 else labels[-1]
            found.append(Labelled(name, *cells[1 - number], *cells[number]))
            continue
        if len(cells) > 2 and labels and len(cells) % 2 == 0:
            found.extend(_paired(cells, labels))
            continue
        if len(cells) == 1 and labels and not re.search(r"\d", document.raw(line)):
            name = labels[0][1]
            if document.raw(line).startswith(("\t", "|")) or document.raw(line).rstrip(
                "\n"
            ).endswith("\t"):
                found.append(Labelled(name, line.end, line.end, *cells[0]))
                continue
            alone.append((place, name))
            continue
        colon = _colon(document, line)
        if colon:
            found.append(colon)
    found.extend(_stacked(document, lines, alone))
    return found


def _cells(document: Document, line: Line) -> Iterator[tuple[int, int]]:
    start = line.start
    for gap in _CELLS.finditer(document.text, line.start, line.end):
        if document.text[start : gap.start()].strip(" *_"):
            yield start, gap.start()
        start = gap.end()
    if document.text[start : line.end].strip(" *_"):
        yield start, line.end


def _label(document: Document, cell: tuple[int, int]) -> str | None:
    return _label_of(document.text[cell[0] : cell[1]])


def _label_of(words: str) -> str | None:
    if len(words) > 60:
        return None
    letters = key(words)
    if letters in _LABELS:
        return _LABELS[letters]
    if len(letters) < 7:
        return None
    for known, name in _LABELS.items():
        if len(known) >= 7 and fuzz.ratio(known, letters) >= 90:
            return name
    return None


def _paired(cells: list[tuple[int, int]], labels: list[tuple[int, str]]) -> Iterator[Labelled]:
    """Label and value side by side, several times on one line."""
    first = labels[0][0] % 2
    for number, name in labels:
        value = number + 1 if first == 0 else number - 1
        if 0 <= value < len(cells):
            yield Labelled(name, *cells[value], *cells[number])


def _colon(document: Document, line: Line) -> Labelled | None:
    text = document.text
    start = line.body
    colon = text.find(":", start, line.end)
    if colon < 0:
        return None
    name = _label_of(text[start:colon].strip(" *_-"))
    if name is None or name == "association":
        return None
    return Labelled(name, colon + 1, line.end, start, colon)


def _stacked(
    document: Document, lines: list[Line], alone: list[tuple[int, str]]
) -> Iterator[Labelled]:
    """Labels that stand alone on a line, with their values on the lines beside them."""
    places = {place for place, _ in alone}
    if len(alone) < 2:
        return
    first = alone[0][0]
    last = alone[-1][0]
    # a table read with its columns reversed ends with a label, and none stands right before it
    is_reversed = (
        last - 1 not in places
        and first > 0
        and (last + 1 >= len(lines) or bool(lines[last + 1].heading))
        and not lines[first - 1].heading
    )
    for place, name in alone:
        line = lines[place]
        value = place - 1 if is_reversed else place + 1
        if name in ("association",) or not 0 <= value < len(lines) or value in places:
            continue
        other = lines[value]
        if other.heading or other.noise or len(document.raw(other).split()) > 14:
            continue
        if line.heading and name in ("publication", "review"):
            continue
        needs_number = name == "licence" or name.startswith("adoption.")
        if needs_number and not re.search(r"\d", document.raw(other)):
            continue
        yield Labelled(name, other.body, other.end, line.body, line.end)


def clean(words: str) -> str:
    """The words on one line, without marks of decoration around them."""
    return re.sub(r"\s+", " ", words).strip(" \t*_#|:،؛.-–—")


_POLICY_WORDS: Final = tuple(map(cue_key, ("سياسة", "لائحة", "دليل", "آلية", "ضوابط", "نظام", "قواعد", "إجراءات", "وثيقة")))  # fmt: skip
_RELATION: Final = tuple(map(cue_key, ("علاقة", "علاقات", "التعامل مع", "خدمة المستفيد")))
_SERVED: Final = tuple(map(cue_key, ("مستفيد", "مستخدم")))
_ENTITY: Final = r"(?:ال)?(?:جمعي[ةه]|مؤسس[ةه])"
_FOR_ENTITY: Final = re.compile(
    r"\s*[-–—:|]?\s*(?:في|ب|لدى|ل|لل)?\s*[(]?\s*(?<![\u0621-\u064a])(?:لل|ل|ب)?(?:ال)?(?:جمعي[ةه]|مؤسس[ةه])\b.*$",
    re.DOTALL,
)


def is_title(words: str) -> bool:
    """Whether the words name a policy on the relation with beneficiaries."""
    cues = cue_key(words)
    return (
        cues.startswith(_POLICY_WORDS)
        and any(cue in cues for cue in _RELATION)
        and any(cue in cues for cue in _SERVED)
    )


def read_title(document: Document) -> tuple[Found, int, int] | None:
    """The title without the association, and from where to where it was read."""
    lines = [line for line in document.lines if document.raw(line).strip() and not line.noise]
    best: tuple[int, Line, int] | None = None
    for place, line in enumerate(lines[:400]):
        words = document.words_of(line)
        if len(words.split()) > 22 or not cue_key(words).startswith(_POLICY_WORDS):
            continue
        for more in range(3):
            if place + more >= len(lines) or (more and lines[place + more].mark):
                break
            joined = document.text[line.body : lines[place + more].end]
            if len(joined.split()) <= 24 and is_title(joined):
                best = (place + more, line, more)
                break
        if best:
            break
    if best is None:
        return _title_in_adoption(document)
    last, line, _ = best
    while last + 1 < len(lines) and last < best[0] + 2:
        following = document.words_of(lines[last + 1])
        runs_on = cue_key(following).startswith(_RUNS_ON) and len(following.split()) <= 6
        if not runs_on or _FOR_ENTITY.search(document.text[line.body : lines[last].end]):
            break
        last += 1
    start, end = line.body, lines[last].end
    verbatim = document.text[start:end]
    found = _TITLE_IN_QUOTES.search(verbatim)
    cut = _FOR_ENTITY.sub("", repaired(_CELLS.split(verbatim.strip(" \t|"))[0]))
    value = clean(re.sub(r"[(（].*$", "", cut) if "(" in cut else cut)
    value = _respaced(found[1] if found else value)
    return Found(value, clean(verbatim), line.number, 1.0), start, min(start + len(cut) + 2, end)


_RUNS_ON: Final = tuple(map(cue_key, ("وتقديم", "مع المستفيدين", "مع المستخدمين", "وآلية")))
_TITLE_IN_QUOTES: Final = re.compile(r"^[«\"“(]([^»\"”)]{10,})[»\"”)]")
_TITLE_IN_SENTENCE: Final = re.compile(
    r"((?:سياس[ةه]|لائح[ةه])\s+(?:تنظيم\s+)?(?:ال)?علاق[ةه]\s+مع\s+(?:المستفيدين|المستخدمين)(?:\s+وتقديم\s+الخدمات)?)"
)


def _title_in_adoption(document: Document) -> tuple[Found, int, int] | None:
    found = _TITLE_IN_SENTENCE.search(document.text)
    if not found:
        return None
    line = document.line_at(found.start())
    return Found(clean(found[1]), clean(found[1]), line.number, 0.7), found.start(), found.start()


_KNOWN_TITLES: Final = {
    key(words): words
    for kind in ("سياسة", "لائحة", "دليل")
    for rest in ("", " وتقديم الخدمات", " وتقديم الخدمات لهم")
    for words in (f"{kind} تنظيم العلاقة مع المستفيدين{rest}",)
}


def _respaced(title: str) -> str:
    """The title with its spaces again when a text layer had glued its words."""
    known = _KNOWN_TITLES.get(key(title))
    if known is not None and len(known.split()) != len(title.split()):
        return known
    return title


_NAME_ENDS: Final = re.compile(
    r"\s+(?=(?:السياسات|سياسات|السياسة|سياسة|الإجراءات|إجراءات|اجراءات|آلية|الآلية|ضوابط|هذه|هذا|على|عن|إلى|الى|من|أن|ان|في\s+(?:اجتماع|محضر|دورت|جلست)"
    r"|رقم|ترخيص|برقم|بترخيص|المسجلة|مسجلة|المرخصة|مرخصة|بالاطلاع|باطلاع\w*|بقرار|بموجب|بأن|والتي|التي|الذي|وذلك|وفق|وفقا|تاريخ|بتاريخ|تضع|تلتزم|تسعى|تحرص|هي|هو|كافة|جميع|لا|ما|أو|يوم|خلال|المنعقد|باجتماع|بجميع|بكافة|ممثل\w*|علاقت\w*|إطار|أعلى|بتقديم|بتنظيم)(?![\u0621-\u064a]))"
    r"|[\t\n.،؛:()«»\"|*_–—]|\s-"
)
_NAMED: Final = re.compile(
    r"(?<![\u0621-\u064a])(?P<prefix>لل|ل|ب|و|ول|بال)?(?P<entity>(?:ال)?(?:جمعي[ةه]|مؤسس[ةه]))\s+(?=[\u0621-\u064a])"
)
_GENERIC: Final = frozenset(map(folded, ("العمومية", "وكافة", "من", "في", "على", "أو", "وما", "السياسات", "ذات", "التي", "هي", "وتقديم", "بما", "إلى", "عن", "العمومية،", "و", "مع", "لتنظيم", "المعتمدة", "الإلكتروني", "وسائر", "وجميع", "بتوفير", "بالاطلاع", "رقم")))  # fmt: skip
_NOT_NAME_LINE: Final = tuple(map(cue_key, ("مسجلة", "ترخيص", "المملكة", "سياسة", "لائحة", "المركز الوطني", "تأسست", "جدول", "رقم", "تحت إشراف", "بإشراف")))  # fmt: skip


def read_association(document: Document, label: str | None) -> tuple[Found, list[str]] | None:
    """The fullest name of the association as written, and every way in which it stands there."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, tuple[str, int]] = {}
    ways: Counter[str] = Counter()

    def add(name: str, weight: float, line: int) -> None:
        name = clean(name)
        if 2 <= len(name.split()) <= 9:
            weights[key(name)] += weight
            first.setdefault(key(name), (name, line))
            ways[name] += 1

    lines = [line for line in document.lines if document.raw(line).strip()]
    if label:
        add(label, 4.0, 1)
    has_begun = False
    for place, line in enumerate(lines):
        raw = "\t".join(map(repaired, document.raw(line).split("\t")))
        if line.heading in ("preface", "goal", "objectives", "channels", "contents"):
            has_begun = True
        for found in _NAMED.finditer(raw):
            name, weight = _name_at(raw, found, has_begun=has_begun)
            if name:
                add(name, weight, line.number)
                following = lines[place + 1] if place + 1 < len(lines) else None
                whole = clean(raw) == name or clean(raw) == f"{found['prefix'] or ''}{name}"
                if whole and following is not None and not has_begun:
                    tail = document.words_of(following)
                    if _is_name_tail(tail, following, line):
                        add(f"{name} {tail}", weight + 0.3, line.number)
    if not weights:
        return None
    best = max(weights, key=lambda letters: (_standing(letters, weights), len(letters)))
    name, number = first[best]
    confidence = 1.0 if weights[best] >= 3 else 0.8 if weights[best] >= 1 else 0.5
    return Found(name, name, number, confidence), sorted(ways, key=len, reverse=True)


def _standing(letters: str, weights: dict[str, float]) -> float:
    """The weight of a name with that of the shorter forms that it completes."""
    shorter = sum(
        weight
        for other, weight in weights.items()
        if other != letters and letters.startswith(other)
    )
    own = weights[letters]
    return own + (shorter if own >= 1.2 else 0.0)


def _name_at(raw: str, found: re.Match[str], *, has_begun: bool) -> tuple[str, float]:
    """The name that begins there, and how much its place speaks for it."""
    rest = raw[found.end() :]
    end = _NAME_ENDS.search(" " + rest)
    words = rest[: max(0, end.start() - 1)] if end else rest
    entity = found["entity"]
    if found["prefix"] == "لل":
        entity = f"ال{entity}"
    parts = words.split()
    if not parts or folded(parts[0]) in _GENERIC or not parts[0][0].isalpha():
        return "", 0
    before = raw[: found.start()].strip(" *_#|\t-–")
    intro = bool(re.search(r"(?:تضع|تلتزم|تسعى|تحرص|تعمل|تلتزم)\s*$", before))
    in_title = is_title(before) and not before.startswith(("تم", "اعتمد"))
    stands_alone = not before
    if entity.startswith("ال") and not (stands_alone or in_title):
        return "", 0
    name = f"{entity} {' '.join(parts)}"
    if len(parts) > 8:
        return "", 0
    if entity.startswith("ال") and not parts[0].startswith("ال") and len(parts) > 1:
        return "", 0
    if intro:
        return name, 3.0
    if in_title or (stands_alone and found["prefix"] == "ل" and not has_begun):
        return name, 3.0
    if re.search(r"مجلس\s+(?:إدارة|ادارة|الإدارة)\s*$", before):
        return name, 2.0
    if stands_alone and len(words.strip()) >= len(rest.strip(" *_.|\t")) - 1:
        return name, 1.0
    return name, 0.4


def _is_name_tail(tail: str, following: Line, line: Line) -> bool:
    """Whether a short line right under a name goes on with it."""
    cues = cue_key(tail)
    return (
        following.number == line.number + 1
        and not _NAMED.match(tail)
        and 1 <= len(tail.split()) <= 4
        and not following.mark
        and not following.heading
        and bool(re.fullmatch(r"[\u0621-\u064a\s]+", tail))
        and not any(cue in cues for cue in _NOT_NAME_LINE)
    )


_LICENCE: Final = re.compile(
    r"(?P<strong>ترخيص|الترخيص|بترخيص|مرخص\w*|رخص[ةه]|[Ll][Ii][Cc][Ee][Nn][CcSs][Ee])(?P<gap>[^0-9\n]{0,60}?\n?[^0-9\n]{0,12}?)(?<![0-9+])(?P<number>[0-9]{3,10})(?![0-9/\-])"
)
_REGISTERED: Final = re.compile(
    r"(?P<strong>مسجل[ةه]|سجل|تسجيل)(?P<gap>[^0-9\n]{0,50}?رقم[^0-9\n]{0,6}?)(?<![0-9+])(?P<number>[0-9]{3,10})(?![0-9/\-])"
)
_LICENCE_AFTER: Final = re.compile(
    r"(?<![0-9+/\-])(?P<number>[0-9]{3,10})[)(\s]*[\t|]\s*(?P<strong>رقم\s+الترخيص|ترخيص\s+رقم|الترخيص|رقم\s+ترخيص\w*)"
)
_NOT_LICENCE: Final = re.compile(
    r"تاريخ|هاتف|جوال|فاكس|هوي[ةه]|ص\s*\.?\s*ب|حساب|آيبان|صندوق|بريد|موحد"
)


def read_licence(document: Document) -> tuple[Found, list[tuple[int, int]]] | None:
    """The licence with every place where it stands. A telephone or an ID is none.

    A number that could also be somebody's ID is given with little confidence.
    """
    plain = ascii_digits(document.text)
    places: list[tuple[int, int]] = []
    best: tuple[float, str, re.Match[str]] | None = None
    for pattern, confidence in ((_LICENCE_AFTER, 1.0), (_LICENCE, 1.0), (_REGISTERED, 0.7)):
        for found in pattern.finditer(plain):
            if _NOT_LICENCE.search(found.groupdict().get("gap") or ""):
                continue
            places.append(found.span())
            if best is None or confidence > best[0]:
                best = (confidence, found["number"], found)
        if best is not None:
            break
    if best is None:
        return None
    confidence, number, found = best
    if _could_be_id(number):
        confidence = 0.5
    verbatim = clean(document.text[found.start() : found.end()])
    return Found(number, verbatim, document.line_at(found.start()).number, confidence), places


def _could_be_id(number: str) -> bool:
    try:
        national_id(number)
    except Malformed:
        return False
    return True


_VERSION_LINE: Final = re.compile(
    rf"(?:رقم\s+)?(?:الإصدار|الاصدار|النسخ[ةه]|إصدار|[Vv]ersion)\s*(?:رقم)?\s*[:：()\s]*({ORDINALS}|[0-9٠-٩۰-۹]+(?:\.[0-9٠-٩۰-۹]+)?)[\s).]*"
)


def version_in_line(document: Document) -> tuple[Found, Line] | None:
    """The number of the issue where a short line states it, such as الإصدار الأول."""
    for line in document.lines:
        words = document.words_of(line)
        if line.noise or not words or len(words.split()) > 6:
            continue
        found = _VERSION_LINE.fullmatch(words)
        if found:
            return Found(found[1], words, line.number, 0.9), line
    return None


_CHECKED: Final = "☑☒✓✔✅■⊠\uf0fe\uf052\uf053\uf0fc"
_UNCHECKED: Final = "☐□❏❑○\uf0a8\uf06f"
_SIGHT: Final = re.compile(rf"([{_CHECKED}{_UNCHECKED}])|(داخل)|(خارج)")


def publication_in(words: str) -> tuple[str, ...]:
    """`internal` and `external` as checked, or as named where there are no boxes."""
    seen: list[tuple[str, str]] = []
    for found in _SIGHT.finditer(words):
        if found[1]:
            seen.append(("box", "on" if found[1] in _CHECKED else "off"))
        else:
            seen.append(("place", "internal" if found[2] else "external"))
    boxes = [place for place, (what, _) in enumerate(seen) if what == "box"]
    if not boxes:
        named = {place for what, place in seen if what == "place"}
        return tuple(place for place in ("internal", "external") if place in named)
    step = -1 if seen[0][0] == "box" else 1
    chosen = {
        place
        for number, (what, place) in enumerate(seen)
        if what == "place"
        and 0 <= number + step < len(seen)
        and seen[number + step] == ("box", "on")
    }
    return tuple(place for place in ("internal", "external") if place in chosen)


_PUBLISHING: Final = re.compile(
    r"(?:تُ?نشر|يتم\s+نشر|ينشر|نشر)\s+(?:هذه\s+)?(?:السياس[ةه]|اللائح[ةه]|الوثيق[ةه])|(?:السياس[ةه]|اللائح[ةه]|الوثيق[ةه])\s+(?:تنشر|منشورة)|(?:السياس[ةه]|اللائح[ةه])[^.]{0,30}(?:متاح[ةه]|للنشر)|^\s*(?:ت|ي)نشر"
)
_REVIEWING: Final = re.compile(
    r"(?:تُ?راجع|تتم\s+مراجع[ةه]|يتم\s+مراجع[ةه]|تجري\s+مراجع[ةه]|يراجع|مراجع[ةه])(?=.{0,60}(?:سن[ةه]|سنوي|سنوات|سنتين|عام|أشهر|اشهر|دوري))"
)
_PERIOD: Final = re.compile(r"كل\s|سنوي|دوري|مرة|خلال|سنتين|سنوات")


_OUTSIDE: Final = re.compile(r"موقع|منص[ةه]|وسائل\s+التواصل|للعموم|للجمهور|العام[ةه]")
_INSIDE: Final = re.compile(r"العاملين|الموظفين|الموظفات|منسوبي|العاملون|الأقسام")


def published_in(words: str) -> tuple[str, ...]:
    """Where a sentence says that the policy is published; empty when it says nothing of it."""
    if not _PUBLISHING.search(words):
        return ()
    named = publication_in(words)
    if named:
        return named
    places = (("internal", _INSIDE), ("external", _OUTSIDE))
    return tuple(place for place, pattern in places if pattern.search(words))


def is_reviewing(words: str) -> bool:
    """Whether the sentence says how often the policy is reviewed."""
    return bool(_REVIEWING.search(words)) and bool(_PERIOD.search(words))
