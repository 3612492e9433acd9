"""Reading a whole document: every value, list and statement, and what is left over."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from wasl.domains.policies.rules.reading.adoption import adoption_passages, read_adoption
from wasl.domains.policies.rules.reading.document import (
    CONTACT,
    Document,
    Line,
    laid_out,
    segments,
)
from wasl.domains.policies.rules.reading.ledger import NOISE, Ledger
from wasl.domains.policies.rules.reading.lists import (
    Entry,
    Stated,
    item_of,
    read_lists,
)
from wasl.domains.policies.rules.reading.normalising import (
    ARABIC_WORD,
    cue_key,
    folded,
    key,
    repaired,
)
from wasl.domains.policies.rules.reading.promise import Sentence, read_promise
from wasl.domains.policies.rules.reading.reading import (
    Found,
    Heading,
    Item,
    NotAPolicy,
    ReadAdoption,
    Reading,
    ReadPromise,
    ReadStatement,
    WordChange,
)
from wasl.domains.policies.rules.reading.roles import (
    beneficiary_kinds_in,
    is_deciding,
    read_applicant,
    read_deciders,
    read_holder,
    read_referral,
)
from wasl.domains.policies.rules.reading.tables import Signed, read_tables
from wasl.domains.policies.rules.reading.values import (
    Labelled,
    clean,
    is_reviewing,
    is_title,
    labelled_values,
    publication_in,
    published_in,
    read_association,
    read_licence,
    read_title,
    version_in_line,
)
from wasl.domains.policies.rules.statements import BY_REQUIREMENT


def read_policy(text: str) -> Reading:
    """What the document says: its values, lists and statements, each with its own words.

    Words that match nothing are in `unrecognised`, furniture of the page in `noise`; nothing is
    dropped. Raises `NotAPolicy` with its reason for a text that is no policy on beneficiaries.
    """
    if not re.search(r"\w", text):
        raise NotAPolicy("empty")
    return DocumentReader(laid_out(text)).reading()


class DocumentReader:
    """One document while it is being read: who owns each of its words, and what was found."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ledger = Ledger(document)
        self.statements: list[ReadStatement] = []
        self.parts = list(segments(document))

    def reading(self) -> Reading:
        document, ledger = self.document, self.ledger
        self._claim_structure()
        labels = self._labels()
        title = self._title(labels)
        association = self._association(labels)
        licence = self._licence()
        version = self._labelled(labels, "version") or self._version()
        owner = self._labelled(labels, "owner")
        advisory = self._advisory(labels)
        review = self._labelled(labels, "review") or self._review()
        publication = self._publication(labels)
        signed = self._tables()
        adoption = self._adoption(labels)
        self._acknowledging()
        kinds = self._beneficiary_kinds()
        self._misuse()
        entries, stated = read_lists(document, ledger, self.parts)
        items = {name: [item_of(document, entry) for entry in own] for name, own in entries.items()}
        promise = self._promise(entries, items)
        deciders = self._deciders(items)
        self._state_entries(entries, stated)
        _refuse_others(document, title, items, stated)
        self._claim_furniture(association)
        return Reading(
            association=association,
            title=title,
            licence=licence,
            version=version,
            owner=owner,
            review=review,
            tools_holder=self._holder(),
            referral_role=self._referral(items),
            applicant=self._applicant(items),
            advisory_bodies=advisory,
            publication=publication,
            adoption=adoption,
            signatures=signed.signatures,
            acknowledgements=signed.acknowledgements,
            objectives=tuple(items["objectives"]),
            sub_objectives=tuple(items["sub_objectives"]),
            channels=tuple(items["channels"]),
            tools=tuple(items["tools"]),
            steps=tuple(items["steps"]),
            eligibility_steps=tuple(items["eligibility_steps"]),
            mechanisms=tuple(items["mechanisms"]),
            deciders=deciders,
            promise=promise,
            beneficiary_kinds=kinds,
            statements=tuple(sorted(self.statements, key=lambda one: one.line)),
            headings=self._headings(),
            unrecognised=ledger.spans(""),
            noise=ledger.spans(NOISE),
        )

    def _claim_structure(self) -> None:
        for line in self.document.lines:
            if line.noise:
                self.ledger.claim_text(line.start, line.end, NOISE)
            else:
                owner = "heading" if line.mark == "article" else "mark"
                self.ledger.claim_text(line.start, line.body, owner)
        for title in self.document.titles:
            self.ledger.claim_text(title.start, title.end, "heading")
        inside = {number for part in self.parts for number in range(part.first, part.last)}
        for number in range(len(self.document.tokens)):
            # what parts the sentences of a line is the mark of the next one
            if (
                number not in inside
                and not self.document.lines[self.document.tokens[number].line - 1].heading
            ):
                self.ledger.claim((number,), "mark")

    def _headings(self) -> tuple[Heading, ...]:
        return tuple(
            Heading(
                title.key,
                clean(self.document.text[title.start : title.end]),
                self.document.line_at(title.start).number,
            )
            for title in self.document.titles
        )

    def _labels(self) -> dict[str, Labelled]:
        found: dict[str, Labelled] = {}
        for one in labelled_values(self.document):
            found.setdefault(one.name, one)
            self.ledger.claim_text(one.label_start, one.label_end, "heading")
        for one in found.values():
            self.ledger.claim_text(one.start, one.end, "value")
        if found:
            first = min(found.values(), key=lambda one: one.label_start)
            self._state("R9", first.label_start, first.label_end, 0.9)
        return found

    def _words(self, one: Labelled) -> str:
        return clean(self.document.text[one.start : one.end])

    def _labelled(self, labels: dict[str, Labelled], name: str) -> Found | None:
        one = labels.get(name)
        if one is None or not re.search(r"\w", self._words(one)):
            return None
        words = self._words(one)
        if name == "version":
            words = words.strip("() ")
        line = self.document.line_at(one.start).number
        if name == "review":
            self._state("R11", one.start, one.end, 1.0)
        return Found(words, words, line, 1.0)

    def _advisory(self, labels: dict[str, Labelled]) -> tuple[Found, ...]:
        found = self._labelled(labels, "advisory")
        if found is None:
            return ()
        parts = [clean(part) for part in re.split(r"[،,؛;/]\s*", found.value)]
        return tuple(Found(part, part, found.line, 1.0) for part in parts if part)

    def _title(self, labels: dict[str, Labelled]) -> Found | None:
        read = read_title(self.document)
        found = None
        if read is not None:
            found, start, end = read
            self.ledger.claim_text(start, end, "value")
        labelled = self._labelled(labels, "title")
        if found is None and labelled is not None and is_title(labelled.value):
            found = labelled
        for line in self.document.lines:
            words = self.document.words_of(line)
            if found is not None and words and key(words) == key(found.value):
                self.ledger.claim_text(line.start, line.end, "value")
        return found

    def _association(self, labels: dict[str, Labelled]) -> Found | None:
        label = labels.get("association")
        read = read_association(self.document, self._words(label) if label else None)
        if read is None:
            return None
        found, ways = read
        own = [way for way in ways if _is_same_name(way, found.value)]
        for way in own:
            loose = r"\s+".join(map(re.escape, way.split()))
            for place in re.finditer(loose, self.document.text):
                self._claim_name(*place.span())
        return found

    def _claim_name(self, start: int, end: int) -> None:
        """Claim a name that fills its line, follows the title or opens the preface.

        Elsewhere it is running text.
        """
        line = self.document.line_at(start)
        last = self.document.line_at(end - 1)
        raw = self.document.text[line.start : last.end].strip(" *_#|\t.")
        before = self.document.text[line.body : start].strip(" *_-–:")
        if len(raw) <= end - start + 3 or is_title(before):
            self.ledger.claim_text(start - 1 if start else 0, end, "value")
        elif before == "الجمعية" and self.document.raw(line).rstrip(" .").endswith(
            self.document.text[start:end]
        ):
            self.ledger.claim_text(line.body, line.end, "value")
        elif before in _OPENING:
            self.ledger.claim_text(line.body, end, "value")

    def _licence(self) -> Found | None:
        read = read_licence(self.document)
        if read is None:
            return None
        found, places = read
        for start, end in places:
            line = self.document.line_at(start)
            first = line.start if len(self.document.raw(line).split()) <= 8 else start
            self.ledger.claim_text(first, end, "value")
        self._state("R15", *places[0], found.confidence)
        return found

    def _version(self) -> Found | None:
        read = version_in_line(self.document)
        if read is None:
            return None
        self.ledger.claim_text(read[1].start, read[1].end, "value")
        return read[0]

    def _sentences(self) -> Iterator[tuple[int, int, Line]]:
        """The sentences of running text by their offsets, each with its first line."""
        tokens = self.document.tokens
        for part in self.parts:
            yield tokens[part.first].start, tokens[part.last - 1].end, part.line

    def _broken_sentences(self) -> Iterator[tuple[int, int, Line]]:
        """The sentences, and those that go on in the next unmarked line joined with it."""
        tokens = self.document.tokens
        yield from self._sentences()
        for part, following in pairwise(self.parts):
            goes_on = not part.is_ended and following.is_first and not following.line.mark
            if goes_on and part.last == following.first and not following.line.heading:
                yield tokens[part.first].start, tokens[following.last - 1].end, part.line

    def _free_sentence(self, start: int, end: int) -> bool:
        numbers = self.document.tokens_between(start, end)
        return any(self.ledger.is_free(number) for number in numbers)

    def _review(self) -> Found | None:
        for start, end, line in self._sentences():
            words = self.document.text[start:end]
            if is_reviewing(words) and len(words.split()) <= 40:
                clause = _clause_of_review(words)
                self.ledger.claim_text(start, end, "value")
                self._state("R11", start, end, 0.9)
                return Found(clause, clean(words), line.number, 0.9)
        return None

    def _publication(self, labels: dict[str, Labelled]) -> tuple[str, ...]:
        one = labels.get("publication")
        if one is not None:
            words = self.document.text[one.start : one.end]
            found = publication_in(words)
            self._state("R12", one.start, one.end, 1.0)
            return found
        for start, end, line in self._sentences():
            words = self.document.text[start:end]
            found = published_in(words)
            if not found and line.section == "publication":
                found = publication_in(words)
            if found and len(words.split()) <= 40:
                self.ledger.claim_text(start, end, "value")
                self._state("R12", start, end, 0.8)
                return found
        return ()

    def _tables(self) -> Signed:
        signed = read_tables(self.document)
        for line in signed.lines:
            line.section = "signatures"
            self.ledger.claim_text(line.start, line.end, "value")
        if signed.signatures and signed.lines:
            self._state("R13", signed.lines[0].start, signed.lines[0].end, 1.0)
        return signed

    def _adoption(self, labels: dict[str, Labelled]) -> ReadAdoption | None:
        passages = adoption_passages(self.document)
        values = {
            name: (self._words(one), self.document.line_at(one.start).number)
            for name, one in labels.items()
        }
        found = read_adoption(self.document, passages, values)
        for start, end in passages:
            self.ledger.claim_text(start, end, "value" if found is not None else NOISE)
            for line in self.document.lines:
                if start <= line.start < end:
                    line.section = "adoption"
        if found is not None and passages:
            self._state("R10", *passages[0], found.confidence)
        self._chair()
        return found

    def _chair(self) -> None:
        for line in self.document.lines:
            words = self.document.words_of(line)
            if line.noise or not _CHAIR.fullmatch(re.sub(r"\s+", " ", words)):
                continue
            numbers = self.document.tokens_between(line.start, line.end)
            if any(self.ledger.is_free(number) for number in numbers):
                self.ledger.claim(numbers, "value")
                self._state("R16", line.body, line.end, 1.0)

    def _acknowledging(self) -> None:
        """Claim the sentences in which staff acknowledge that they read the policy."""
        for start, end, line in self._sentences():
            words = self.document.text[start:end]
            cues = cue_key(words)
            if not self._free_sentence(start, end) or len(words.split()) > 45:
                continue
            if any(cue in cues for cue in _ACKNOWLEDGED) and any(cue in cues for cue in _STAFF):
                last = end
                following = self.document.lines[line.number :]
                beside = next((one for one in following if self.document.raw(one).strip()), None)
                if beside is not None and self.document.raw(beside).strip().startswith("("):
                    last = beside.end
                self.ledger.claim_text(start, last, "statement")
                self._state("R14", start, end, 0.9)

    def _beneficiary_kinds(self) -> tuple[Found, ...]:
        best: tuple[tuple[tuple[str, str], ...], int, int, Line] | None = None
        for start, end, line in self._broken_sentences():
            named = beneficiary_kinds_in(self.document.text[start:end])
            if named and (best is None or len(named) > len(best[0])):
                best = (named, start, end, line)
        if best is None:
            return ()
        named, start, end, line = best
        self.ledger.claim_text(start, end, "statement")
        self._state("R6", start, end, 0.9)
        return tuple(Found(kind, found, line.number, 1.0) for kind, found in named)

    def _misuse(self) -> None:
        """Claim the sentence that forbids to use one's position for personal benefit."""
        for start, end, _ in self._sentences():
            cues = cue_key(self.document.text[start:end])
            if all(any(cue in cues for cue in one) for one in _MISUSE):
                self.ledger.claim_text(start, end, "statement")
                self._state("R63", start, end, 0.8)

    def _promise(
        self, entries: dict[str, list[Entry]], items: dict[str, list[Item]]
    ) -> ReadPromise | None:
        sentences = [
            Sentence(
                item.verbatim,
                item.line,
                is_telling=item.kind == "explain",
                is_of_steps=True,
                words=tuple(entry.words),
            )
            for entry, item in zip(entries["steps"], items["steps"], strict=True)
        ]
        for start, end, line in self._sentences():
            if self._free_sentence(start, end):
                numbers = self.document.tokens_between(start, end)
                free = [number for number in numbers if self.ledger.is_free(number)]
                sentences.append(
                    Sentence(
                        clean(self.document.text[start:end]),
                        line.number,
                        is_of_steps=line.section in ("steps", "promise"),
                        words=tuple(free),
                    )
                )
        read = read_promise(sentences) or read_promise(self._broken_promises())
        if read is None:
            return None
        promise, sentence = read
        self.ledger.claim(sentence.words, "value")
        first, last = sentence.words[0], sentence.words[-1]
        tokens = self.document.tokens
        if not sentence.is_telling:
            self._state("R60", tokens[first].start, tokens[last].end, promise.confidence)
        return promise

    def _broken_promises(self) -> Iterator[Sentence]:
        """Sentences of the steps that a line breaks before the time that they promise."""
        for start, end, line in self._broken_sentences():
            if line.section in ("steps", "promise", "other", ""):
                yield Sentence(
                    clean(self.document.text[start:end]),
                    line.number,
                    is_of_steps=line.section in ("steps", "promise"),
                    words=tuple(self.document.tokens_between(start, end)),
                )

    def _deciders(self, items: dict[str, list[Item]]) -> tuple[Found, ...]:
        telling = [item for item in items["steps"] if item.kind == "explain"]
        deciding = [item for item in items["eligibility_steps"] if item.kind == "decide"]
        texts = [(item.wording, item.line, 1.0) for item in (*telling, *deciding)]
        if not read_deciders(texts):
            texts += [
                (item.wording, item.line, 0.8)
                for item in (*items["steps"], *items["eligibility_steps"])
                if is_deciding(item.wording)
            ]
        if not read_deciders(texts):
            texts += [
                (self.document.text[start:end], line.number, 0.6)
                for start, end, line in self._broken_sentences()
                if is_deciding(self.document.text[start:end])
                and line.section not in ("tools", "channels")
            ]
        return read_deciders(texts)

    def _holder(self) -> Found | None:
        opening = [
            (_on_one_line(self.document.text[title.start : title.end]), line.number, 1.0)
            for title in self.document.titles
            if title.key == "tools" and (line := self.document.line_at(title.start))
        ]
        found = read_holder(opening)
        if found is not None or not opening:
            return found
        inside = [
            (clean(self.document.text[start:end]), line.number, 0.7)
            for start, end, line in self._sentences()
            if line.section == "tools"
        ]
        return read_holder(inside)

    def _referral(self, items: dict[str, list[Item]]) -> Found | None:
        steps = sorted(items["steps"], key=lambda item: item.kind != "refer")
        texts = [
            (item.wording, item.line, item.confidence if item.kind == "refer" else 0.6)
            for item in steps
        ]
        return read_referral(texts)

    def _applicant(self, items: dict[str, list[Item]]) -> Found | None:
        order = ("confirm", "explain")
        steps = sorted(
            items["steps"],
            key=lambda item: order.index(item.kind) if item.kind in order else len(order),
        )
        texts = [(item.verbatim, item.line, 1.0) for item in steps]
        found = read_applicant(texts)
        if found is not None:
            return found
        return read_applicant(
            (self.document.text[start:end], line.number, 0.6)
            for start, end, line in self._sentences()
            if line.section not in ("tools", "channels", "contents")
        )

    def _state(self, requirement: str, start: int, end: int, confidence: float) -> None:
        verbatim = clean(self.document.text[start:end])
        usual = BY_REQUIREMENT[requirement].usual
        line = self.document.line_at(start).number
        self.statements.append(
            ReadStatement(
                requirement, verbatim, line, round(confidence, 3), word_changes(usual, verbatim)
            )
        )

    def _state_entries(self, entries: dict[str, list[Entry]], stated: list[Stated]) -> None:
        tokens = self.document.tokens
        seen: set[str] = set()
        for one in stated:
            start, end = tokens[one.words.start].start, tokens[one.words.stop - 1].end
            self._state(one.requirement, start, end, one.confidence)
            seen.add(one.requirement)
        for own in entries.values():
            for entry in own:
                for requirement in entry.requirements:
                    if requirement not in seen:
                        first, last = entry.words[0], entry.words[-1]
                        self._state(
                            requirement,
                            tokens[first].start,
                            tokens[last].end,
                            min(entry.confidence, 0.9 if entry.confidence < 1 else 1.0),
                        )
        for title in self.document.titles:
            named = {"tools": "R46", "steps": "R47"}.get(title.key)
            if named:
                self._state(named, title.start, title.end, 0.9)

    def _claim_furniture(self, association: Found | None) -> None:
        """Take letterheads, contacts and the association's other names out of what is left."""
        opening = next(
            (
                line.number
                for line in self.document.lines
                if line.heading and line.heading != "other"
            ),
            0,
        )
        contacts = {
            line.number for line in self.document.lines if CONTACT.search(self.document.raw(line))
        }
        lines = [line for line in self.document.lines if self.document.raw(line).strip()]
        places = {line.number: place for place, line in enumerate(lines)}
        for line in lines:
            numbers = self.document.tokens_between(line.start, line.end)
            if not any(self.ledger.is_free(number) for number in numbers):
                continue
            raw = self.document.raw(line)
            is_top = line.number < opening or not opening
            near = any(
                lines[place].number in contacts
                for place in range(max(0, places[line.number] - 2), places[line.number] + 3)
                if place < len(lines)
            )
            if _is_furniture(raw, is_top=is_top, is_near_contact=near):
                self.ledger.claim(numbers, NOISE)
            for place in _STANDING.finditer(raw):
                self.ledger.claim_text(line.start + place.start(), line.start + place.end(), NOISE)


def _clause_of_review(words: str) -> str:
    """The clause that speaks of the review, where the sentence says more."""
    for clause in re.split(r"[،,]\s*", words):
        if is_reviewing(clause):
            return clean(re.sub(r"^\s*و(?=ت|ي)", "", clause))
    return clean(words)


def _on_one_line(heading: str) -> str:
    """The heading without the marks of a list or a colon that break it in two."""
    return repaired(re.sub(r"\s*[:\-–#*_]*\s*\n[\s#*_\-–•]*", " ", heading.strip()))


_STANDING: Final = re.compile(
    r"خطأ\s*!\s*الإشارة المرجعية غير معرفة\s*\.?|\((?:الاسم|التوقيع|الختم)\)"
)
_OPENING: Final = frozenset(("تضع", "تلتزم", "تسعى", "تحرص"))
_CHAIR: Final = re.compile(
    r"(?:يعتمد\s*[،,:]?\s*)?(?:رئيس[ةه]?\s+مجلس\s+(?:الإدارة|الادارة)|رئيس[ةه]?\s+المجلس|رئيس[ةه]?\s+الجمعية)(?:\s+جمعي[ةه].{0,40})?\s*[:/]?\s*(?:\(?\s*الاسم\s*\)?)?[\s._…:]*(?:التوقيع)?[\s._…:()]*"
)
_ACKNOWLEDGED: Final = tuple(map(cue_key, ("اطلاعنا", "باطلاعنا", "بالاطلاع", "الاطلاع على محتوى", "اطلعت", "اطلعنا", "أقر بأني", "إقرار بالاطلاع", "إقرار الاطلاع")))  # fmt: skip
_STAFF: Final = tuple(
    map(cue_key, ("إقرار", "نقر", "أقر", "موظف", "منسوب", "العاملين", "العاملون"))
)
_MISUSE: Final = tuple(
    tuple(map(cue_key, words))
    for words in (
        ("استغلال", "يستغل", "استخدام"),
        ("موقعه", "منصبه", "وظيفته", "صلاحيات", "نفوذه", "موقعهم"),
        ("منفعة شخصية", "مصلحة شخصية", "مصالح شخصية", "منافع شخصية", "مكاسب شخصية"),
    )
)
_PAPER: Final = tuple(map(cue_key, ("مسجلة بالمركز الوطني", "المركز الوطني لتنمية", "لتنمية القطاع غير الربحي", "المملكة العربية السعودية", "وزارة الموارد البشرية", "تحت إشراف", "بإشراف", "مسجلة برقم", "المركز الوطني", "بسم الله الرحمن الرحيم", "صندوق بريد", "الرمز البريدي", "ص.ب")))  # fmt: skip
_LATIN_PAPER: Final = re.compile(
    r"licen[cs]e|registered|kingdom|center|association|organi[sz]ation|society|non-?profit", re.I
)
_WHERE: Final = re.compile(
    r"هاتف|جوال|فاكس|البريد|طريق|حي\s|شارع|الدائري|الرياض|جدة|مكة|الدمام|ص\.ب|صندوق"
)


def _is_furniture(raw: str, *, is_top: bool, is_near_contact: bool) -> bool:
    """Whether a line left over belongs to the paper: letterhead, address, handle."""
    words = raw.split()
    count = len(words)
    cues = cue_key(raw)
    if any(cues.startswith(cue) for cue in _PAPER) and count <= 12:
        return True
    if CONTACT.search(raw) and count <= 12:
        return True
    is_latin = not ARABIC_WORD.search(raw)
    if is_top and is_latin and not raw.rstrip().endswith("."):
        return count <= 6 or (count <= 12 and bool(_LATIN_PAPER.search(raw)))
    if is_top and count <= 6 and re.match(r"[\s*#]*(?:ال)?(?:جمعي[ةه]|مؤسس[ةه])\s", raw):
        return True
    if is_near_contact and count <= 8 and not raw.rstrip().endswith("."):
        return is_latin or bool(_WHERE.search(raw))
    return is_latin and count == 1 and bool(re.fullmatch(r"\W*[\w@.\-]+\W*", raw))


def _is_same_name(way: str, name: str) -> bool:
    return key(way) == key(name) or key(name).startswith(key(way)) or key(way).startswith(key(name))


def _refuse_others(
    document: Document, title: Found | None, items: dict[str, list[Item]], stated: Sequence[Stated]
) -> None:
    """Raise `NotAPolicy` unless enough of it is what such a policy says."""
    known = sum(
        item.kind != "other" and item.confidence >= 0.6 for own in items.values() for item in own
    )
    said = len({one.requirement for one in stated})
    sections = {
        title.key
        for title in document.titles
        if title.key in ("channels", "tools", "steps", "objectives", "eligibility", "goal")
    }
    points = known + said + 2 * len(sections) + (4 if title else 0)
    if known + said >= 3 and points >= 8:
        return
    arabic = ARABIC_WORD.findall(document.text)
    if len(arabic) * 3 < len(document.tokens):
        raise NotAPolicy("not_arabic")
    opening = " ".join(document.text.split()[:120])
    is_policy = any(word in cue_key(opening) for word in map(cue_key, ("سياسة", "لائحة")))
    raise NotAPolicy("another_policy" if is_policy else "another_document")


def word_changes(usual: str, verbatim: str) -> tuple[WordChange, ...]:
    """What the words keep of the usual wording, leave out of it and add to it, in runs.

    Spelling, vowel marks and punctuation do not count; a word the scan broke counts as whole.
    """
    before = usual.split()
    after = [word for word in repaired(verbatim).split() if re.search(r"\w", word)]
    keys_before = [_word_key(word) for word in before]
    keys_after = [_word_key(word) for word in after]
    changes: list[WordChange] = []
    matcher = SequenceMatcher(None, keys_before, keys_after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            changes.append(WordChange("same", " ".join(after[k:m])))
            continue
        if j > i:
            changes.append(WordChange("gone", " ".join(before[i:j])))
        if m > k:
            changes.append(WordChange("added", " ".join(after[k:m])))
    return tuple(changes)


def _word_key(word: str) -> str:
    return re.sub(r"\W", "", folded(word))
