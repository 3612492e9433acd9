"""The Arabic of Wasl: many parts, one catalogue; nothing missing, nothing contradictory.

`python -m wasl.project.translations compile` merges `locale/ar/*.po` into one `django.mo`;
`… check` compares what code and templates say with what the parts translate, and looks for slips of writing in
every Arabic sentence. Neither needs the gettext programs.
"""

import ast
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent
PARTS = SOURCE / "locale/ar"
PLURALS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
)
_PLURAL_COUNT = 6
_FEWEST_PLURALS_THAT_NAME_THEIR_NUMBER = 3

# Where the words stand among the arguments: context, singular, plural.
_CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_TEMPLATE_SUFFIXES = {".html", ".txt", ".subject", ".typ"}
_NOT_PROSE = re.compile(r"`[^`]*`|<[^>]*>|&#?\w+;")
_SLIPS: dict[str, re.Pattern[str]] = {
    "writes the tanwin after its alef; it stands before: ًا": re.compile("اً"),
    "has a Latin comma, semicolon or question mark": re.compile(r"[,;?](?=\s|$|[ء-ي«])"),
    "has a space before its mark": re.compile(r"\s[،؛؟]"),
    "lacks the space after its mark": re.compile(r"[،؛؟](?=[ء-ي])"),
    "has other quotation marks than « »": re.compile("[\"'“”„‘’]"),
    "has three dots for an ellipsis (…)": re.compile(r"\.\.\."),
    "has figures other than 0–9": re.compile("[٠-٩۰-۹]"),
    "has Persian letters": re.compile("[یک]"),
}
# A word of one letter joins a figure or a Latin word by a stroke, and so does هـ.
_JOINING = re.compile("(?<![ء-ْ])[وف]?[بكل]ـ(?=[0-9A-Za-z«])|هـ(?![ء-ي])")
_TO_ONE_MAN = re.compile(
    "(?<![ء-ْ])[وف]?(?:"
    "أنت|لك|إليك|عليك|منك|معك|عنك|عندك|لديك|يمكنك|يلزمك|"
    "اكتب|اختر|افتح|اطلب|اذكر|احفظ|اقرأ|ارجع|اطبع|ابدأ|انظر|ارفع|احذف|اترك|أضف|أجب"
    ")(?![ء-ْ])"
)
"""Words said to one man; whoever reads is spoken to in the plural, so that all are meant."""

# What quotes the documents of boards keeps their spelling.
_QUOTES = ("domains/policies/rules/", "faces/cli/demo/policies.py")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%[sd]|(?<!\{)\{(\w*)(?:[.:!\[][^{}]*)?\}(?!\})")

Key = tuple[str | None, str]


@dataclass
class Use:
    """One sentence as code or a template says it: its plural where it counts, and where it is."""

    plural: str | None
    places: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """One translation as a part gives it."""

    part: str
    line: int | None
    plural: str | None
    arabic: tuple[str, ...]
    is_fuzzy: bool

    @property
    def place(self) -> str:
        """The part and line, for a person to open."""
        return f"locale/ar/{self.part}:{self.line or 1}"


def sentences_used(source: Path = SOURCE) -> dict[Key, Use]:
    """Every sentence that code and templates ask gettext for, by context and English."""
    used: dict[Key, Use] = {}
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        is_ours = not {"tests", "migrations", "static", "locale"} & set(parts)
        if not is_ours or not path.is_file():
            continue
        if path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
        elif path.suffix in _TEMPLATE_SUFFIXES and {"templates", "messages"} & set(parts):
            text = _template_as_python(path)
        else:
            continue
        for key, plural, line in _calls_in(text, str(path.relative_to(source))):
            use = used.setdefault(key, Use(plural))
            use.plural = use.plural or plural
            use.places.append(f"{path.relative_to(source)}:{line}")
    return used


def translations_given(parts: Path = PARTS) -> tuple[dict[Key, list[Entry]], list[str]]:
    """Every translation of every part, and what is wrong with parts that cannot be read."""
    given: dict[Key, list[Entry]] = {}
    troubles: list[str] = []
    for path in sorted(parts.glob("*.po")):
        if f"nplurals={_PLURAL_COUNT};" not in path.read_text(encoding="utf-8"):
            troubles.append(f"locale/ar/{path.name}: its header needs “Plural-Forms: {PLURALS}”")
            continue
        try:
            with path.open("rb") as file:
                catalogue = read_po(file, locale="ar", abort_invalid=True)
        except (PoFileError, ValueError) as trouble:
            troubles.append(f"locale/ar/{path.name}: cannot be read: {trouble}")
            continue
        troubles += [
            f"locale/ar/{path.name}:{line}: given twice in this part: {english!r}"
            for english, line in _given_twice(path)
        ]
        for message in catalogue:
            if message.id:
                key, entry = _entry(path.name, message)
                given.setdefault(key, []).append(entry)
    return given, troubles


def sentences_written(source: Path = SOURCE) -> Iterator[tuple[str, str]]:
    """Every Arabic sentence that code holds beside its English, with its place."""
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).as_posix()
        if {"tests", "migrations"} & set(name.split("/")) or name.startswith(_QUOTES):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=name)):
            if not isinstance(node, ast.Dict):
                continue
            for key, value in zip(node.keys, node.values, strict=True):
                is_arabic = isinstance(key, ast.Constant) and key.value == "ar"
                if is_arabic and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{name}:{value.lineno}"


def slips_in(arabic: str) -> Iterator[str]:
    """What no Arabic sentence of ours may have, each in words; none is a clean sentence."""
    prose = _PLACEHOLDER.sub("0", _NOT_PROSE.sub("", arabic))
    yield from (said for said, slip in _SLIPS.items() if slip.search(prose))
    if "ـ" in _JOINING.sub("", prose):
        yield "stretches a word"
    if to_one := _TO_ONE_MAN.search(prose):
        yield f"speaks to one man: {to_one.group()}"


def troubles_between(used: dict[Key, Use], given: dict[Key, list[Entry]]) -> list[str]:
    """What stands between the parts and a whole Arabic product, a sentence each; none is clean."""
    found: list[str] = []
    for key, use in used.items():
        if key not in given:
            found.append(f"{use.places[0]}: no Arabic for {_shown(key)}")
        elif use.plural and not any(entry.plural for entry in given[key]):
            found.append(f"{use.places[0]}: no Arabic plurals for {_shown(key)}")
    for key, entries in given.items():
        if key not in used:
            found += [f"{entry.place}: nothing says {_shown(key)} any more" for entry in entries]
        found += [trouble for entry in entries for trouble in _troubles_of(key, entry)]
        first, *others = entries
        found += [
            f"{other.place}: {_shown(key)} has another Arabic in {first.place}"
            for other in others
            if other.arabic != first.arabic
        ]
    return found


def compile_parts(parts: Path = PARTS) -> Path:
    """Merge the parts into `LC_MESSAGES/django.mo` and return its path.

    The file is replaced in one step, so a server that is starting never reads half of it.
    """
    given, troubles = translations_given(parts)
    if troubles:
        raise SystemExit("\n".join(troubles))
    whole = Catalog(locale="ar", charset="utf-8", fuzzy=False)
    whole.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Language", "ar"),
        ("Plural-Forms", PLURALS),
    ]
    for (context, english), (entry, *_others) in given.items():
        if entry.is_fuzzy or not all(entry.arabic):
            continue
        identifier = (english, entry.plural) if entry.plural else english
        words = entry.arabic if entry.plural else entry.arabic[0]
        whole.add(identifier, words, context=context)
    target = parts / "LC_MESSAGES/django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=target.parent, suffix=".mo")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, whole)
    Path(half).chmod(0o644)
    Path(half).replace(target)
    return target


def main(words: list[str]) -> int:
    """Compile or check, and answer with an exit code."""
    if words == ["compile"]:
        compile_parts()
        return 0
    if words == ["check"]:
        used = sentences_used()
        given, troubles = translations_given()
        troubles += troubles_between(used, given)
        troubles += [
            f"{place}: {arabic!r} {slip}"
            for arabic, place in sentences_written()
            for slip in slips_in(arabic)
        ]
        for trouble in troubles:
            print(trouble)
        verdict = f"{len(troubles)} troubles" if troubles else "all in Arabic"
        print(f"{len(used)} sentences, {verdict}")
        return 1 if troubles else 0
    print("Say compile or check.", file=sys.stderr)
    return 2


def _template_as_python(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    # Django turns a template into something xgettext reads as Python; each call is on its own
    # among crossed-out text, so only the calls are kept, on their lines.
    python = templatize(text, origin=str(path))
    lines = []
    for line in python.splitlines():
        calls = re.findall(
            r"""\b(?:n?p?gettext|_)\((?:u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*"|[\s,]|count)+\)""",
            line,
        )
        lines.append("; ".join(calls))
    return "\n".join(lines)


def _calls_in(text: str, name: str) -> Iterator[tuple[Key, str | None, int]]:
    for node in ast.walk(ast.parse(text, filename=name)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else None
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called not in _CALLS:
            continue
        context_at, singular_at, plural_at = _CALLS[called]
        singular = _words(node, singular_at)
        if singular is None:
            continue
        context = _words(node, context_at) if context_at is not None else None
        plural = _words(node, plural_at) if plural_at is not None else None
        yield (context, singular), plural, node.lineno


def _words(call: ast.Call, position: int) -> str | None:
    if position >= len(call.args):
        return None
    argument = call.args[position]
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return str(argument.value) if is_text and isinstance(argument, ast.Constant) else None


def _entry(part: str, message: Message) -> tuple[Key, Entry]:
    counts = isinstance(message.id, (list, tuple))
    english = message.id[0] if counts else str(message.id)
    plural = message.id[1] if counts else None
    words = message.string
    arabic = tuple(words) if isinstance(words, (list, tuple)) else (words or "",)
    entry = Entry(part, message.lineno, plural, arabic, message.fuzzy)
    return (message.context, english), entry


def _given_twice(path: Path) -> Iterator[tuple[str, int]]:
    """Babel keeps the last of two equal entries silently, so the file itself is read."""
    seen: set[tuple[str, str]] = set()
    context, lines = "", path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("msgctxt "):
            context = line[len("msgctxt ") :]
        if line.startswith("msgid "):
            words = [line[len("msgid ") :]]
            for following in lines[number:]:
                if not following.startswith('"'):
                    break
                words.append(following)
            english = "".join(ast.literal_eval(word) for word in words)
            if (context, english) in seen:
                yield english, number
            seen.add((context, english))
            context = ""


def _troubles_of(key: Key, entry: Entry) -> Iterator[str]:
    if entry.is_fuzzy:
        yield f"{entry.place}: marked fuzzy: {_shown(key)}"
    if not all(entry.arabic):
        yield f"{entry.place}: no Arabic yet for {_shown(key)}"
        return
    if entry.plural and len(entry.arabic) != _PLURAL_COUNT:
        yield f"{entry.place}: {_shown(key)} needs {_PLURAL_COUNT} plural forms"
        return
    english = {key[1], entry.plural or key[1]}
    wanted = set().union(*(_placeholders(words) for words in english))
    for number, arabic in enumerate(entry.arabic):
        got = _placeholders(arabic)
        # “None”, “one” and “two” say their number in words in Arabic.
        may_drop = bool(entry.plural) and number < _FEWEST_PLURALS_THAT_NAME_THEIR_NUMBER
        if got - wanted or (wanted - got and not may_drop):
            yield (
                f"{entry.place}: placeholders of {_shown(key)} are "
                f"{_listed(wanted)}, the Arabic has {_listed(got)}"
            )
        yield from (f"{entry.place}: {arabic!r} {slip}" for slip in slips_in(arabic))
        if "  " in arabic and not any("  " in words for words in english):
            yield f"{entry.place}: {arabic!r} has two spaces together"
    for words in entry.arabic:
        if key[1].endswith("\n") != words.endswith("\n"):
            yield f"{entry.place}: {_shown(key)} and its Arabic must end alike"


def _placeholders(words: str) -> set[str]:
    return {match.group(0) for match in _PLACEHOLDER.finditer(words)}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _shown(key: Key) -> str:
    context, english = key
    return f"{english!r} (as {context})" if context else repr(english)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
