"""The document laid out: its lines, list marks, headings, sections, and what is only furniture."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from wasl.domains.policies.rules.reading.normalising import WORD, folded, key, page_lines
from wasl.domains.policies.rules.reading.sections import (
    leads_in,
    section_by_cue,
    section_by_opening,
    section_of_heading,
)

ORDINALS: Final = (
    "الأولى|الاولى|الثانية|الثانيه|الثالثة|الثالثه|الرابعة|الرابعه|الخامسة|الخامسه|السادسة|السادسه|"
    "السابعة|السابعه|الثامنة|الثامنه|التاسعة|التاسعه|العاشرة|العاشره|الحادية|الحاديه|العشرون|العشرين|"
    "الأول|الاول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الحادي|الثلاثون"
)
_DIGIT: Final = "0-9٠-٩۰-۹"
_MARK: Final = re.compile(
    rf"""[\s>#*_|]*(?:
      (?P<article>(?:ال)?(?:ماد[ةه]|بند|فصل|باب|خطو[ةه]|مرحل[ةه])\s*[:\-]?\s*
         [()\[\]]*\s*(?:[{_DIGIT}]{{1,3}}|(?:{ORDINALS})(?:\s*(?:و\s*ال\w+|عشرة?|عشره))?)\s*[()\[\]]*
         (?![\w])\s*[:.\-–—]*\s*)
     |(?P<ordinal>(?:أولا|اولا|أولًا|أولاً|ثاني[ًا]{{1,2}}|ثالث[ًا]{{1,2}}|رابع[ًا]{{1,2}}|خامس[ًا]{{1,2}}
         |سادس[ًا]{{1,2}}|سابع[ًا]{{1,2}}|ثامن[ًا]{{1,2}}|تاسع[ًا]{{1,2}}|عاشر[ًا]{{1,2}})[\u064b]?\s*[:.\-–—،,/)]+\s*)
     |(?P<number>(?:[-–—•.\s(])*[({{\[)]?\s*(?![{_DIGIT}]+\s+(?:يوم|أيام|ايام|شهر|أشهر|اشهر|أسبوع|اسبوع|أسابيع|ساع|سن|عام|ريال|عضو|مارس|مايو|رجب|صفر|شوال|شعبان|رمضان|محرم|ربيع|جماد|ذو|ذي|يناير|فبراير|أبريل|ابريل|يوني|يولي|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر))[{_DIGIT}]{{1,2}}\s*[)}}\](]?\s*(?:[.\-–—:)(/ـ]+|$|(?=\t)|\s(?=\s*[\u0621-\u064a(])))
     |(?P<letter>[-–—•\s]*\(?[أابتثجحخدذرزسشصضطظعغفقكلمنهوي]ـ?\s?[-–.):]+\s*(?=[\u0621-\u064a]))
     |(?P<bullet>(?:[-–—•●○▪■◦·➢✓❖□➤►]+\s*|[*o]\s+))(?=\S)
    )[\s*_]*""",
    re.VERBOSE,
)
_ARTICLE_LINE: Final = re.compile(r"^\s*[#*\s]*(?:ال)?(?:ماد[ةه]|بند|فصل|باب)\b")
_STRIPPED: Final = " \t*_#|.:،؛;,-–—_…\u200f\xa0"

_PAGE: Final = re.compile(
    rf"[\s\-–—|(\[]*(?:(?:صفح[ةه]|الصفح[ةه]|page|ص)\s*[:(]?\s*)?[{_DIGIT}]{{1,3}}"
    rf"(?:\s*(?:من|of|/)\s*[{_DIGIT}]{{1,3}})?[\s\-–—|.)\]]*",
    re.IGNORECASE,
)
_BLANK_DATE: Final = re.compile(
    r"[\s(]*(?:date|التاريخ|تاريخ\s*\w*|الموافق)?\s*[:.]?"
    r"(?:[\s.…_]*[/\\])+[\s.…_]*(?:20|14|٢٠|١٤|۲۰|۱۴)?[\s.…_]*(?:م|هـ?|ه)?[\s)./]*",
    re.IGNORECASE,
)
_BLANK_LABEL: Final = re.compile(
    r"\s*(?:date|no\.?|ref|التاريخ|الرقم|المرفقات|المشفوعات|الموضوع|الختم|التوقيع|الاسم)\s*[:.]?[\s.…_/\\]*",
    re.IGNORECASE,
)
_PLACEHOLDER: Final = re.compile(r"[\s*]*[()]\s*(?:الاسم|التوقيع|الختم|الصفة)\s*[()][\s*]*")
_ERROR: Final = re.compile(
    r"خطأ\s*!?\s*الإشارة المرجعية غير معرفة\s*\.?|error!? reference source not found\.?",
    re.IGNORECASE,
)
CONTACT: Final = re.compile(
    r"www\.|https?:|\w@\w|@\w|\.(?:org|com|net|sa)\b|ص\s*\.?\s*ب\b|صندوق\s*(?:ال)?بريد|(?:\+|00)966|\b9200\d{5}\b|\b0[1-9]\d{7,8}\b",
    re.IGNORECASE,
)
_CONTENTS_NUMBER: Final = re.compile(
    rf"^\s*[|]?\s*[{_DIGIT}]{{1,3}}\s*[\t|]|[\t|]\s*[{_DIGIT}]{{1,3}}\s*[|]?\s*$|[.…·_]{{3,}}|\s[{_DIGIT}]{{1,3}}\s*$|^\s*[{_DIGIT}]{{1,3}}\s"
)
_CONTENTS_HEAD: Final = frozenset(map(key, ("الصفحة الفهرس ت", "ت الفهرس الصفحة", "الموضوع الصفحة", "م الموضوع الصفحة", "الصفحة الموضوع", "رقم الصفحة الموضوع", "العنوان الصفحة", "الصفحة العنوان", "م العنوان الصفحة", "الصفحة", "المحتوى الصفحة")))  # fmt: skip


@dataclass(slots=True)
class Line:
    """A line of the page: its place in the text, its list mark, and what it was taken for."""

    number: int
    start: int
    end: int
    body: int
    mark: str
    indent: int
    noise: bool = False
    heading: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `start`-`end` of the text."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Title:
    """A heading from `start` to `end` and the section it opens."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class Document:
    """A text with its lines, words and headings; offsets are those of `text`."""

    text: str
    lines: list[Line]
    tokens: list[Token]
    titles: list[Title] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    width: int = 0
    """Where lines of running text break, or 0 when only sentences end them."""

    def line_at(self, offset: int) -> Line:
        """The line that holds this offset."""
        return self.lines[bisect_right(self.starts, offset) - 1]

    def words_of(self, line: Line) -> str:
        """The line without its list mark and decoration."""
        return self.text[line.body : line.end].strip(_STRIPPED)

    def raw(self, line: Line) -> str:
        return self.text[line.start : line.end]

    def tokens_between(self, start: int, end: int) -> range:
        """The numbers of the words that begin within these offsets."""
        first = bisect_right(self._token_starts(), start - 1)
        return range(first, bisect_right(self._token_starts(), end - 1))

    def _token_starts(self) -> list[int]:
        if len(self._starts_cache) != len(self.tokens):
            self._starts_cache[:] = [token.start for token in self.tokens]
        return self._starts_cache

    _starts_cache: list[int] = field(default_factory=list)


def laid_out(text: str) -> Document:
    """The document in lines with their marks, headings, sections, and the furniture marked."""
    shown = page_lines(text)
    lines, offset = [], 0
    for number, line in enumerate(shown, start=1):
        lines.append(_line(number, offset, line))
        offset += len(line) + 1
    whole = "\n".join(shown)
    document = Document(whole, lines, [], starts=[line.start for line in lines])
    document.tokens = [
        Token(word.start(), word.end(), document.line_at(word.start()).number)
        for word in WORD.finditer(whole)
    ]
    document.width = _wrapped_at(document)
    _mark_furniture(document)
    _mark_contents(document)
    _mark_headings(document)
    return document


def _line(number: int, offset: int, line: str) -> Line:
    found = _MARK.match(line)
    mark = ""
    body = 0
    while found and found.end() > body and found.lastgroup:
        if mark and found.lastgroup in ("article", "letter") and mark != "bullet":
            break
        mark = found.lastgroup if mark in ("", "bullet") else mark
        body = found.end()
        found = _MARK.match(line, body)
    indent = len(line) - len(line.lstrip())
    return Line(number, offset, offset + len(line), offset + body, mark, indent)


def _wrapped_at(document: Document) -> int:
    """The length at which lines of running text end, or 0 when they end where sentences do."""
    lengths = sorted(line.end - line.start for line in document.lines if line.end > line.start + 2)
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.97)]
    broken = sum(
        _runs_over(document, line, following, width) for line, following in pairwise(document.lines)
    )
    return width if 30 <= width <= 150 and broken >= 3 else 0


def _runs_over(document: Document, line: Line, following: Line, width: int) -> bool:
    """Whether a line as long as the page goes on in the next one."""
    raw = document.raw(line).rstrip()
    return (
        len(raw) >= width * 0.8
        and not raw.endswith((".", ":", "؛", "؟", "!"))
        and "\t" not in raw
        and not following.mark
        and following.end > following.start
        and "\t" not in document.raw(following)
    )


def _mark_furniture(document: Document) -> None:
    keys = Counter(
        key(document.words_of(line)) or folded(document.words_of(line))
        for line in document.lines
        if line.end > line.start
    )
    seen: set[str] = set()
    for line in document.lines:
        raw = document.raw(line)
        if not raw.strip():
            continue
        words = document.words_of(line)
        letters = key(words) or folded(words)
        if line.mark == "article" and not words:
            continue
        if (
            not words
            or _PAGE.fullmatch(raw)
            or (_BLANK_DATE.fullmatch(raw) and re.search(r"[/\\]", raw))
            or _BLANK_LABEL.fullmatch(raw)
            or _PLACEHOLDER.fullmatch(raw)
            or _ERROR.fullmatch(raw.strip())
        ):
            line.noise = True
        elif keys[letters] > 1 and _is_letterhead(words, keys[letters]):
            line.noise = letters in seen
            seen.add(letters)


def _is_letterhead(words: str, times: int) -> bool:
    """Whether a line that comes again belongs to the paper rather than to the policy."""
    count = len(words.split())
    letters = key(words)
    if not letters:
        return count <= 12
    if section_of_heading(words):
        return False
    named = any(word in letters for word in _LETTERHEAD)
    return count <= 12 and named and (times > 1) and not leads_in(words)


_LETTERHEAD: Final = tuple(
    map(
        key,
        ("جمعية", "مؤسسة", "ترخيص", "المركز الوطني", "القطاع غير الربحي", "المملكة العربية السعودية",
         "سياسة تنظيم", "لائحة تنظيم", "وزارة", "إصدار", "هاتف", "جوال", "ص.ب", "الرمز البريدي"),
    )
)  # fmt: skip


def _mark_contents(document: Document) -> None:
    lines = [line for line in document.lines if not line.noise and document.raw(line).strip()]
    place = 0
    while place < len(lines):
        words = document.words_of(lines[place])
        opened = section_of_heading(words)
        if opened and opened[0] == "contents":
            place = _contents_end(document, lines, place)
        elif (run := _unheaded_contents(document, lines, place)) > place:
            for line in lines[place:run]:
                line.noise = True
            place = run
        else:
            place += 1


def _contents_end(document: Document, lines: Sequence[Line], place: int) -> int:
    lines[place].noise = True
    seen: set[str] = set()
    place += 1
    while place < len(lines):
        line = lines[place]
        raw = document.raw(line)
        title = _contents_title(raw)
        opened = section_of_heading(title)
        following = document.raw(lines[place + 1]) if place + 1 < len(lines) else ""
        if opened and key(title) in seen:
            return place
        if key(title) in _CONTENTS_HEAD or not key(title):
            line.noise = True
        elif (_CONTENTS_NUMBER.search(raw) and len(raw.split()) <= 20) or (
            opened and _looks_like_contents(following)
        ):
            line.noise = True
            seen.add(key(title))
        elif not (seen and _looks_like_contents(following)):
            return place
        place += 1
    return place


def _contents_title(raw: str) -> str:
    bare = _ERROR.sub(" ", raw)
    bare = re.sub(rf"[.…·_]{{2,}}|[{_DIGIT}\t|]", " ", bare)
    return bare.strip(_STRIPPED + "()")


def _looks_like_contents(raw: str) -> bool:
    return bool(section_of_heading(_contents_title(raw))) or (
        bool(_CONTENTS_NUMBER.search(raw)) and len(raw.split()) <= 20
    )


def _unheaded_contents(document: Document, lines: Sequence[Line], place: int) -> int:
    """Where a run of at least three headings with page numbers ends, or `place` when none is."""
    end = place
    while end < len(lines):
        raw = document.raw(lines[end])
        paged = re.search(
            rf"(?:\t|\.{{3,}}|…|\s)\s*[{_DIGIT}]{{1,3}}\s*$|^\s*[{_DIGIT}]{{1,3}}\s*\t", raw
        )
        if not paged or not section_of_heading(_contents_title(raw)):
            break
        end += 1
    return end if end - place >= 3 else place


_HEADING_END: Final = re.compile(r"[:：]\s*[-–.]*\s*:?\s*[-–]*\s*[*_]*\s*$")
_NUMBERS: Final = re.compile(rf"[{_DIGIT}]{{2,}}")
_TO_REACH: Final = re.compile(r"للتواصل\s+مع")
_INLINE: Final = re.compile(r"[:\t]\s*[-–]?\s*")
_LIST_SECTIONS: Final = frozenset(("channels", "tools", "steps", "objectives", "trust"))


def _mark_headings(document: Document) -> None:
    section = ""
    lines = [line for line in document.lines if not line.noise and document.raw(line).strip()]
    skipped: set[int] = set()
    for place, line in enumerate(lines):
        line.section = section
        if line.number in skipped:
            continue
        following = lines[place + 1] if place + 1 < len(lines) else None
        named = _heading_of(document, line, following, section)
        if named is None:
            continue
        name, start, end, lines_taken = named
        if name == "trust":
            # the lead-in of the sub-objectives stands inside of the sixth objective
            continue
        section = name
        line.heading = name
        line.section = name
        if name != "other":
            document.titles.append(Title(name, start, end))
        if lines_taken == 2 and following is not None:
            following.heading = name
            skipped.add(following.number)
        document.titles.sort(key=lambda title: title.start)
    current = ""
    for line in document.lines:
        if line.heading:
            current = line.heading
        line.section = current


def _heading_of(
    document: Document, line: Line, following: Line | None, section: str
) -> tuple[str, int, int, int] | None:
    """Section, start, end and count of lines of the heading on this line, or None."""
    words = document.words_of(line)
    raw = document.raw(line)
    count = len(words.split())
    if not words:
        return None
    if line.number > 1 and document.width:
        before = document.lines[line.number - 2]
        known = section_of_heading(words)
        is_sure = known is not None and known[1] >= 0.95
        runs_over = not before.heading and _runs_over(document, before, line, document.width)
        if runs_over and not is_sure:
            return None
    if count <= 16:
        single = section_of_heading(words)
        joined = _joined_heading(document, line, following, single)
        if joined is None and _ends_below(document, line, following):
            joined = single[0] if single is not None else section_by_opening(words)
        if joined is not None and following is not None:
            return joined, line.body, following.end, 2
        if single is not None:
            return single[0], line.body, line.end, 1
        opened = section_by_opening(words)
        has_text = re.search(r":\s*[-–]?\s*[\u0621-\u064a]", raw)
        if opened is not None and not has_text and not raw.rstrip(" *_").endswith((".", "؛", "،")):
            return opened, line.body, line.end, 1
        announced = bool(_HEADING_END.search(raw)) or leads_in(words)
        is_titled = raw.lstrip().startswith(("#", "**")) or line.mark in ("article", "ordinal")
        ends = raw.rstrip(" *_").endswith((".", "؛", "،"))
        cue = section_by_cue(words) if (announced or (is_titled and not ends)) else None
        if cue is not None and (announced or count <= 10) and not _NUMBERS.search(words):
            return cue, line.body, line.end, 1
        is_unknown = (is_titled and (line.mark != "ordinal" or "#" in raw[:4])) or (
            section and announced and count <= 6 and not line.mark
        )
        if cue is None and not ends and is_unknown and line.mark != "number" and count > 1:
            return "other", line.body, line.end, 1
    return _inline_heading(document, line)


def _ends_below(document: Document, line: Line, following: Line | None) -> bool:
    """Whether a heading broken by the page has its end and its colon on the next line."""
    if following is None:
        return False
    below = document.words_of(following)
    is_ended = bool(_HEADING_END.search(document.raw(following)))
    if is_ended and len(below.split()) <= 6 and _TO_REACH.search(below):
        # a heading of the tools that fell into the first entry of its list
        return section_by_opening(document.words_of(line)) == "tools"
    if following.number != line.number + 1 or following.mark:
        return False
    return (
        not _HEADING_END.search(document.raw(line))
        and is_ended
        and 1 <= len(below.split()) <= 6
        and section_of_heading(below) is None
        and section_by_opening(below) is None
    )


def _joined_heading(
    document: Document,
    line: Line,
    following: Line | None,
    single: tuple[str, float] | None,
) -> str | None:
    """The section of a heading that runs on over the next line, or None."""
    if following is None or following.number > line.number + 2:
        return None
    first, second = document.words_of(line), document.words_of(following)
    joined = section_of_heading(f"{first} {second}")
    alone = section_of_heading(second)
    if joined is None or len(second.split()) > 8 or (alone and alone[1] >= joined[1]):
        return None
    runs_on = len(key(f"{first} {second}")) > len(key(first)) * 1.3 and joined[1] >= 0.93
    if single is None:
        return joined[0] if joined[1] >= 0.88 else None
    return joined[0] if single[0] == joined[0] and runs_on else None


def _inline_heading(document: Document, line: Line) -> tuple[str, int, int, int] | None:
    """A heading with its text behind it on one line."""
    text = document.text[line.body : line.end]
    found = _INLINE.search(text)
    if not found or not text[found.end() :].strip(_STRIPPED):
        return None
    before = text[: found.start()].strip(_STRIPPED)
    if not 1 <= len(before.split()) <= 14:
        return None
    named = section_of_heading(before)
    if named is not None and named[1] >= 0.86:
        return named[0], line.body, line.body + found.start(), 1
    cue = section_by_cue(before)
    if cue is not None and cue in ("channels", "tools") and ":" in found[0]:
        return cue, line.body, line.body + found.start(), 1
    return None


_SENTENCE_END: Final = re.compile(
    rf"(?<![{_DIGIT}])[.؟?!؛;]+(?=\s|$|[\u0621-\u064a])|[\t|]+|\s[•●▪➢]\s*"
    rf"|\s[({{\[]?(?:[{_DIGIT}]{{1,2}}|[أابتثجحخدذرزسشصضطظعغفقكلمنهوي]ـ?)\s*[-–.)]+\s*(?=[\u0621-\u064a]{{2}})"
)
_ON_ONE_LINE: Final = re.compile(_SENTENCE_END.pattern + r"|\s[-–—*]\s+(?=[\u0621-\u064a])")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or a cell: the words `first` up to `last` (excluded), from `line` on."""

    first: int
    last: int
    line: Line
    is_first: bool
    is_ended: bool


def segments(document: Document) -> Iterator[Segment]:
    """The sentences and cells of all lines that are neither furniture nor wholly headings.

    Where the page broke a line in the middle of a sentence, the sentence goes on.
    """
    held: Segment | None = None
    for part in _segments_of_lines(document):
        if held is not None and _goes_over(document, held, part):
            held = replace(held, last=part.last, is_ended=part.is_ended)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _goes_over(document: Document, held: Segment, part: Segment) -> bool:
    before = document.lines[document.tokens[held.last - 1].line - 1]
    if held.is_ended or not part.is_first or part.line.mark or held.last != part.first:
        return False
    is_near = part.line.number == before.number + 1 and not before.heading
    if document.width and is_near and _runs_over(document, before, part.line, document.width):
        return True
    # a list written out in one sentence goes on behind a page or an empty line
    return (
        part.line.section in ("channels", "tools")
        and part.line.number <= before.number + 2
        and all(document.raw(line).count("،") >= 2 for line in (before, part.line))
    )


def _segments_of_lines(document: Document) -> Iterator[Segment]:
    headed = {document.line_at(title.start).number: title.end for title in document.titles}
    covered = {
        number
        for title in document.titles
        for number in range(
            document.line_at(title.start).number + 1, document.line_at(title.end).number + 1
        )
    }
    for line in document.lines:
        if line.noise or line.number in covered or line.end == line.start:
            continue
        start = headed.get(line.number, line.body)
        is_first = True
        for begin, end, ended in _sentences(document.text, start, line.end, line.section):
            numbers = document.tokens_between(begin, end)
            if len(numbers):
                yield Segment(numbers.start, numbers.stop, line, is_first, ended)
                is_first = False


def _sentences(text: str, start: int, end: int, section: str) -> Iterator[tuple[int, int, bool]]:
    place = start
    parting = _ON_ONE_LINE if section in ("channels", "tools") else _SENTENCE_END
    for found in parting.finditer(text, start, end):
        if text[found.start() : found.end()].strip(" \t|") == "." and _is_initial(
            text, found.start()
        ):
            continue
        yield place, found.start(), True
        place = found.end()
    yield place, end, False


def _is_initial(text: str, dot: int) -> bool:
    """Whether the dot stands behind a single letter, as in ص.ب and 1446ه."""
    before = text[max(0, dot - 2) : dot]
    return len(before) == 2 and not before[0].isalpha() and before[1].isalpha()
