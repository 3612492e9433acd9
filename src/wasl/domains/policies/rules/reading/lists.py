"""The entries of the lists: which words belong to one entry, and of what kind it is.

Known wordings are found first, by their letters, wherever a line or a list mark breaks them;
what is left is taken sentence by sentence and known by its cues.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from wasl.domains.policies.rules.reading.document import CONTACT, Document, Segment
from wasl.domains.policies.rules.reading.kinds import KINDS, LISTS, SECTION_LISTS, Kind
from wasl.domains.policies.rules.reading.ledger import Ledger
from wasl.domains.policies.rules.reading.matching import Hit, Phrases, assigned
from wasl.domains.policies.rules.reading.normalising import (
    ARABIC_WORD,
    cue_key,
    cue_words,
    folded,
    has_cue,
    key,
    repaired,
    sorted_runs,
)
from wasl.domains.policies.rules.reading.reading import Item
from wasl.domains.policies.rules.statements import STATEMENTS

_LONG: Final = 25
"""Letters from which a wording is looked for in the whole text and not only as a whole line."""

_LONGEST: Final = 60
_LONGEST_UNMARKED: Final = 12
"""Words up to which a sentence outside of the lists may be an entry of one."""

_STOLEN: Final = 3
"""As many words left over beside an entry still belong to it; more are another matter."""


@dataclass(slots=True)
class Entry:
    """An entry while it is put together: its words by number, its list and kind."""

    group: str
    kind: str
    words: list[int]
    confidence: float
    requirements: tuple[str, ...] = ()
    is_marked: bool = False
    is_enumerated: bool = False
    choices: tuple[tuple[float, Kind], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of R1-R71 found in the text: its words, how surely, in which wording."""

    requirement: str
    words: range
    confidence: float
    is_of_entry: bool = False


_BY_NAME: Final = {f"{kind.group}.{kind.name}": kind for kind in KINDS}
_WORDINGS: Final = Phrases(
    (name, wording)
    for name, kind in _BY_NAME.items()
    for wording in kind.wordings
    if len(wording) >= _LONG and kind.group not in ("channels", "tools")
)
_STATEMENTS: Final = Phrases(
    (f"{one.requirement}{'' if place else ' usual'}", text)
    for one in STATEMENTS
    for place, text in enumerate((one.usual, *one.others))
    if len(key(text)) >= 12 and one.section not in ("document", "channels", "tools")
)
_OF_ENTRIES: Final = frozenset(
    f"{requirement}{form}"
    for kind in KINDS
    if kind.group != "mechanisms"
    for requirement in kind.requirements
    for form in ((" usual",) if kind.group == "eligibility_steps" else (" usual", ""))
)


class Letters:
    """The letters of the free words of a document in one string, and whose each is."""

    def __init__(self, document: Document, numbers: Iterable[int]) -> None:
        parts: list[str] = []
        self.words: list[int] = []
        for number in numbers:
            token = document.tokens[number]
            letters = "".join(ARABIC_WORD.findall(folded(document.text[token.start : token.end])))
            letters = re.sub(r"[^\u0621-\u064a]", "", letters)
            parts.append(letters)
            self.words.extend([number] * len(letters))
        self.text = sorted_runs("".join(parts))
        self._sizes: dict[int, int] = {}
        for number in self.words:
            self._sizes[number] = self._sizes.get(number, 0) + 1

    def words_of(self, hit: Hit) -> frozenset[int]:
        """The words of which at least half of the letters are the phrase's own."""
        inside = Counter(number for start, end in hit.blocks for number in self.words[start:end])
        return frozenset(
            number for number, size in inside.items() if size * 2 >= self._sizes[number]
        )

    def words_in(self, start: int, end: int) -> range:
        """The words of which at least half of the letters lie between these places."""
        inside: dict[int, int] = {}
        for number in self.words[start:end]:
            inside[number] = inside.get(number, 0) + 1
        kept = [number for number, size in inside.items() if size * 2 >= self._sizes[number]]
        return range(kept[0], kept[-1] + 1) if kept else range(0)


def read_lists(
    document: Document, ledger: Ledger, parts: Sequence[Segment]
) -> tuple[dict[str, list[Entry]], list[Stated]]:
    """The entries of all lists in the order of the text, and the statements found as worded.

    The words of both are claimed in the ledger.
    """
    free = [
        number
        for part in parts
        for number in range(part.first, part.last)
        if ledger.is_free(number)
    ]
    letters = Letters(document, free)
    entries = _worded_entries(document, ledger, letters, parts)
    stated = _stated(letters, parts)
    for one in stated:
        if not one.is_of_entry:
            ledger.claim(one.words, "statement")
    _fill_from_segments(document, ledger, parts, entries, stated)
    _absorb_leftovers(ledger, parts, entries)
    for one in stated:
        ledger.claim(one.words, "statement")
    by_list: dict[str, list[Entry]] = {name: [] for name in LISTS}
    for entry in sorted(entries, key=lambda entry: entry.words[0]):
        by_list[entry.group].append(entry)
    return by_list, stated


def _worded_entries(
    document: Document, ledger: Ledger, letters: Letters, parts: Sequence[Segment]
) -> list[Entry]:
    sentence_of, sizes = _sentences_of(parts)
    best: dict[str, tuple[Hit, range]] = {}
    for hit in assigned(_WORDINGS.hits(letters.text)):
        words = letters.words_in(hit.start, hit.end)
        kept = best.get(hit.phrase.name)
        weight = hit.score * hit.covered
        if len(words) and (kept is None or weight > kept[0].score * kept[0].covered):
            best[hit.phrase.name] = (hit, words)
    entries: list[Entry] = []
    for name, (hit, words) in best.items():
        kind = _BY_NAME[name]
        section = document.line_at(document.tokens[words.start].start).section
        allowed = SECTION_LISTS.get(section)
        if allowed is not None and kind.group not in allowed and hit.score < 0.9:
            continue
        own = [number for number in words if ledger.is_free(number)]
        if hit.score < 1:
            own = _within_sentences(own, sentence_of, sizes, letters.words_of(hit))
        if not own:
            continue
        ledger.claim(own, "item")
        entries.append(Entry(kind.group, kind.name, own, hit.score, kind.requirements))
    return entries


def _within_sentences(
    words: list[int],
    sentence_of: Mapping[int, int],
    sizes: Mapping[int, int],
    matched: frozenset[int],
) -> list[int]:
    """The words without sentences that are mostly another's, at either end or between."""
    shares = Counter(sentence_of[word] for word in words if word in sentence_of)
    if len(shares) < 2:
        return words
    own = Counter(sentence_of[word] for word in words if word in sentence_of and word in matched)
    most = max(own.values(), default=0)
    kept = {
        part
        for part, share in shares.items()
        if own[part] * 2 >= share and (own[part] == most or share * 5 >= sizes[part] * 4)
    }
    return [word for word in words if sentence_of.get(word) in kept]


def _longest_run(words: Sequence[int]) -> range:
    """The longest unbroken run of these words."""
    best = range(0)
    start = 0
    for place in range(len(words)):
        if place + 1 == len(words) or words[place + 1] != words[place] + 1:
            run = range(words[start], words[place] + 1)
            best = max(best, run, key=len)
            start = place + 1
    return best


def _stated(letters: Letters, parts: Sequence[Segment]) -> list[Stated]:
    sentence_of, sizes = _sentences_of(parts)
    stated: list[Stated] = []
    for hit in assigned(_STATEMENTS.hits(letters.text)):
        if len(hit.phrase.letters) < 25 and hit.score < 0.85:
            continue
        words = letters.words_in(hit.start, hit.end)
        if hit.score < 1 and len(words):
            kept = _within_sentences(list(words), sentence_of, sizes, letters.words_of(hit))
            words = _longest_run(kept)
        if len(words):
            name = hit.phrase.name
            stated.append(Stated(name.split()[0], words, hit.score, name in _OF_ENTRIES))
    return stated


def _sentences_of(parts: Sequence[Segment]) -> tuple[dict[int, int], dict[int, int]]:
    """The sentence of each word, by its first word, and how many words each sentence has."""
    sentence_of = {word: part.first for part in parts for word in range(part.first, part.last)}
    return sentence_of, {part.first: part.last - part.first for part in parts}


_BEGINS_ENTRY: Final = r"و\s*(?:ال|خدم|موقع|مندوب|مناديب|دليل|نموذج|طلب)"
_ENUMERATED: Final = re.compile(rf"\s*[،,;؛/]\s*|\s+(?={_BEGINS_ENTRY})")
_AND: Final = re.compile(rf"^{_BEGINS_ENTRY}")


def _fill_from_segments(
    document: Document,
    ledger: Ledger,
    parts: Sequence[Segment],
    entries: list[Entry],
    stated: Sequence[Stated],
) -> None:
    """Add the entries known by cues, each kind once, the best claim first."""
    candidates: list[Entry] = []
    unmarked = _unmarked_sections(parts)
    states = {word: one.requirement for one in stated for word in one.words}
    ending = {entry.words[-1]: entry for entry in entries}
    unended = {part.last - 1 for part in parts if not part.is_ended}
    for part in parts:
        runs = list(ledger.runs(range(part.first, part.last)))
        whole = len(runs) == 1 and len(runs[0]) == part.last - part.first
        if not whole:
            own = [entry for entry in entries if part.first <= entry.words[0] < part.last]
            for run in runs:
                states_it = any(
                    states.get(word) in entry.requirements for entry in own for word in run
                )
                if len(own) == 1 and (states_it or _speaks_of(document, own[0], run)):
                    own[0].words = sorted([*own[0].words, *run])
                    ledger.claim(run, "item")
                    continue
                candidate = _candidate(document, part, run, partial=True)
                if candidate is not None and candidate.choices[0][0] >= 0.75:
                    candidates.append(candidate)
            continue
        if not part.line.mark and CONTACT.search(document.raw(part.line)):
            continue
        before = ending.get(part.first - 1) if part.first - 1 in unended else None
        is_loose = part.is_first and not part.line.mark and part.line.section not in unmarked
        if before is not None and is_loose and _speaks_of(document, before, runs[0]):
            before.words.extend(runs[0])
            if before in entries:
                ledger.claim(runs[0], "item")
            ending[before.words[-1]] = before
            continue
        split = _enumerated(document, part)
        if split:
            candidates.extend(split)
            continue
        if before is not None and part.is_first and not part.line.mark:
            whole_entry = _candidate(
                document, part, range(before.words[0], part.last), partial=False, enumerated=True
            )
            if whole_entry is not None and _is_better(whole_entry, before):
                before.words.extend(runs[0])
                before.choices = whole_entry.choices
                ending[before.words[-1]] = before
                continue
        stands = part.line.section in unmarked and part.is_first
        candidate = _candidate(document, part, runs[0], partial=False, stands=stands)
        if candidate is not None:
            candidates.append(candidate)
            ending[candidate.words[-1]] = candidate
    _settle(document, ledger, candidates, entries)


def _is_better(whole: Entry, before: Entry) -> bool:
    """Whether two lines together are worded as an entry, and the first alone was not."""
    if not whole.choices or len(whole.words) > 8:
        return False
    alone = before.choices[0][0] if before.choices else 0.0
    return whole.choices[0][0] >= 0.95 > alone


def _speaks_of(document: Document, entry: Entry, run: range) -> bool:
    """Whether words left over in the sentence of an entry go on with its matter."""
    kind = _BY_NAME.get(f"{entry.group}.{entry.kind}")
    if kind is None:
        return False
    tokens = document.tokens
    text = document.text[tokens[run.start].start : tokens[run.stop - 1].end]
    words, letters = cue_words(text), cue_key(text)
    return sum(points for cue, points in kind.cues if has_cue(cue, words, letters)) >= 1


def _unmarked_sections(parts: Sequence[Segment]) -> frozenset[str]:
    """The sections whose entries stand on lines without a mark."""
    marked: dict[str, list[bool]] = {}
    for part in parts:
        if part.line.section in SECTION_LISTS and part.is_first:
            marked.setdefault(part.line.section, []).append(bool(part.line.mark))
    return frozenset(name for name, marks in marked.items() if sum(marks) * 2 < len(marks))


def _enumerated(document: Document, part: Segment) -> list[Entry]:
    """Entries of a short list written out in one sentence, or none."""
    lists = SECTION_LISTS.get(part.line.section, ())
    if not {"channels", "tools"} & set(lists):
        return []
    start = document.tokens[part.first].start
    end = document.tokens[part.last - 1].end
    text = document.text[start:end]
    colon = text.rfind(":")
    if 0 <= colon < len(text) - 1:
        start, text = start + colon + 1, text[colon + 1 :]
    pieces: list[tuple[int, int]] = []
    place = 0
    for found in _ENUMERATED.finditer(text):
        pieces.append((place, found.start()))
        place = found.end()
    pieces.append((place, len(text)))
    if len(pieces) < 2:
        return []
    found_entries: list[Entry] = []
    for begin, stop in pieces:
        words = document.tokens_between(start + begin, start + stop)
        if not len(words):
            continue
        candidate = _candidate(document, part, words, partial=False, enumerated=True)
        if candidate is not None:
            candidate.is_enumerated = True
            found_entries.append(candidate)
    known = [entry for entry in found_entries if entry.choices]
    return found_entries if len(known) >= 2 and len({e.choices[0][1] for e in known}) >= 2 else []


def _candidate(
    document: Document,
    part: Segment,
    words: range,
    *,
    partial: bool,
    enumerated: bool = False,
    stands: bool = False,
) -> Entry | None:
    """What the words may be an entry of, or None when they are no entry at all."""
    tokens = document.tokens
    text = document.text[tokens[words.start].start : tokens[words.stop - 1].end]
    section = part.line.section
    allowed = SECTION_LISTS.get(section, ())
    # glued words are one: their letters tell how many they were
    count = max(len(words), len(text) // 6)
    choices: list[tuple[float, Kind]] = []
    if not allowed and count > (_LONGEST if part.line.mark else _LONGEST_UNMARKED):
        return None
    is_marked = enumerated or (bool(part.line.mark) and not partial)
    for score, kind, by_wording in _scores(text, count):
        if kind.group in allowed:
            # where the others have a mark, a line without one must say more to be an entry
            least = 0.4 if is_marked or stands or partial else 0.62
            if kind.group in ("channels", "tools") and not (is_marked or by_wording):
                least = 0.4 if count <= 6 else 0.8
        elif partial or not is_marked or allowed:
            least = 0.93 if by_wording else 2.0
        else:
            least = 0.85 if by_wording or kind.group in ("steps", "objectives") else 2.0
        if score >= least:
            choices.append((score, kind))
    if choices:
        choices.sort(key=lambda choice: -choice[0])
        best = choices[0][1]
        return Entry(
            best.group,
            best.name,
            list(words),
            choices[0][0],
            is_marked=is_marked,
            choices=tuple(choices),
        )
    is_short_list = bool(allowed) and allowed[0] in ("channels", "tools")
    if partial or not allowed or not (is_marked or (stands and is_short_list and count <= 5)):
        return None
    if not _may_be_entry(text, count, allowed[0]) or text.startswith(("لا ", "ليس ", "لم ")):
        return None
    return Entry(allowed[0], "other", list(words), 0.3, (), is_marked=True)


_DOMAIN: Final = tuple(
    map(cue_key, ("مستفيد", "الطلب", "طلبه", "الخدم", "خدم", "الجمعي", "الموظف", "الملف", "الدعم", "البيانات", "المستندات", "نموذج", "اللجن", "الإدار", "التواصل", "قنا", "المراجع", "معامل", "الرضا", "جوده", "بحث", "دليل", "سياس", "لايح", "استبيان", "مساعد"))
)  # fmt: skip


def _may_be_entry(text: str, count: int, name: str) -> bool:
    """Whether a marked line may be an unknown entry rather than something foreign."""
    letters = cue_key(text)
    if name in ("channels", "tools"):
        return count <= 6 or (count <= 10 and any(word in letters for word in _DOMAIN))
    return count >= 2 and any(word in letters for word in _DOMAIN)


@lru_cache(maxsize=50_000)
def _scores(text: str, count: int) -> tuple[tuple[float, Kind, bool], ...]:
    """How well the letters suit each kind, 0-1, and whether a known wording says so."""
    letters, cues, bare = key(text), cue_words(text), cue_key(text)
    found: list[tuple[float, Kind, bool]] = []
    for kind in KINDS:
        best = 0.0
        for wording in kind.wordings:
            if wording == letters:
                best = 1.0
                break
            shorter, longer = sorted((len(wording), len(letters)))
            if shorter * 2 < longer:
                continue
            likeness = fuzz.ratio(wording, letters, score_cutoff=72) / 100
            best = max(best, min(likeness, 0.99))
        by_wording = best >= 0.72
        if best < 0.95:
            best = max(best, _containing(kind, letters))
        if best < 0.95:
            weight = sum(points for cue, points in kind.cues if has_cue(cue, cues, bare))
            # a cue means less in a sentence much longer than the entries are
            usual = 5 if kind.group in ("channels", "tools") else 45
            best = max(best, 0.9 * min(1.0, weight / 4) * min(1.0, usual / count) ** 1.5)
        if best >= 0.3:
            found.append((best, kind, by_wording))
    return tuple(found)


def _containing(kind: Kind, letters: str) -> float:
    """How much of the letters a wording of the kind makes up when it stands whole in them."""
    inside = [len(one) for one in kind.wordings if len(one) >= 6 and one in letters]
    return 0.55 + 0.4 * max(inside) / len(letters) if inside else 0.0


def _settle(
    document: Document, ledger: Ledger, candidates: list[Entry], entries: list[Entry]
) -> None:
    """Give each kind to the candidate with the best claim; the others take their next best."""
    taken = {(entry.group, entry.kind) for entry in entries}
    wishes = sorted(
        (
            (score, number, kind)
            for number, candidate in enumerate(candidates)
            for score, kind in candidate.choices
        ),
        key=lambda wish: (-wish[0], wish[1]),
    )
    settled: set[int] = set()
    for score, number, kind in wishes:
        if number in settled or (kind.group, kind.name) in taken:
            continue
        candidate = candidates[number]
        candidate.group, candidate.kind = kind.group, kind.name
        candidate.confidence, candidate.requirements = score, kind.requirements
        settled.add(number)
        taken.add((kind.group, kind.name))
    for number, candidate in enumerate(candidates):
        if number not in settled:
            if not candidate.is_marked:
                continue
            candidate.kind, candidate.confidence, candidate.requirements = "other", 0.3, ()
        own = [word for word in candidate.words if ledger.is_free(word)]
        if own:
            candidate.words = own
            ledger.claim(own, "item")
            entries.append(candidate)


def _absorb_leftovers(ledger: Ledger, parts: Sequence[Segment], entries: list[Entry]) -> None:
    """Give a few words beside an entry or a statement in one sentence to it."""
    owner_of = {word: entry for entry in entries for word in entry.words}
    for part in parts:
        numbers = range(part.first, part.last)
        for run in list(ledger.runs(numbers)):
            before = run.start - 1 if run.start > part.first else None
            after = run.stop if run.stop < part.last else None
            if len(run) > _STOLEN or (before is None and after is None):
                continue
            beside = owner_of.get(before if before is not None else -1) or owner_of.get(
                after if after is not None else -1
            )
            if beside is not None:
                beside.words.extend(run)
                beside.words.sort()
                ledger.claim(run, "item")
            elif any(
                place is not None and ledger.owners[place] == "statement"
                for place in (before, after)
            ):
                ledger.claim(run, "statement")


def item_of(document: Document, entry: Entry) -> Item:
    """The entry as the reading gives it."""
    pieces = list(_pieces(document, entry.words))
    verbatim = " ".join(pieces)
    wording = repaired(verbatim)
    if entry.is_enumerated and _AND.match(wording):
        wording = wording[1:].lstrip()
    return Item(
        kind=entry.kind,
        wording=wording,
        verbatim=verbatim,
        line=document.tokens[entry.words[0]].line,
        confidence=round(entry.confidence, 3),
        requirements=entry.requirements,
    )


def _pieces(document: Document, words: Sequence[int]) -> Iterator[str]:
    """The words as they stand, one piece for each unbroken run on a line."""
    tokens, text = document.tokens, document.text
    start = previous = words[0]
    for word in [*words[1:], -1]:
        unbroken = word == previous + 1 and tokens[word].line == tokens[previous].line
        if not unbroken:
            yield _closed(text, tokens[start].start, tokens[previous].end)
            start = word
        previous = word


def _closed(text: str, start: int, end: int) -> str:
    """The text with the closing bracket of one that opens in it."""
    piece = text[start:end]
    if piece.count("(") > piece.count(")") and text[end : end + 1] == ")":
        piece += ")"
    return re.sub(r"\s+", " ", piece)
