"""How is a story written down? In Twee 3 (github.com/iftechfoundation/twine-specs): passages with names, tags and links.

The reader takes stories of any format and keeps text, links and tags. What would run (scripts, styles, macros, variables, HTML) is
dropped, and every piece of it named with its passage and line. `write_story(read_story(x))`, read again, gives the same story.
"""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LARGEST_BYTES = 300 * 1024
LONGEST_PASSAGE = 20_000  # characters
SPECIAL = {
    "StoryAuthor", "StoryBanner", "StoryCaption", "StoryDisplayTitle", "StoryIncludes", "StoryInit", "StoryInterface", "StoryMenu",
    "StorySettings", "StoryShare", "StorySubtitle", "PassageDone", "PassageFooter", "PassageHeader", "PassageReady",
}  # fmt: skip
RUNNING_TAGS = {
    "script": "a script", "stylesheet": "a style sheet", "widget": "macros", "init": "macros", "startup": "macros", "header": "macros",
    "footer": "macros", "debug-startup": "macros", "debug-header": "macros", "debug-footer": "macros", "Twine.image": "a picture",
    "Twine.audio": "a sound", "Twine.video": "a video", "Twine.vtt": "a sound", "Twine.private": "a private passage",
}  # fmt: skip
DATA_KEYS = ("ifid", "format", "format-version", "start", "tag-colors", "zoom")
MOST_PASSES, SHOWN = 10, 60


@dataclass(frozen=True)
class Passage:
    """One passage: `text` without what was dropped, line breaks kept, so that its first line is number `line` + 1 of the file."""

    name: str
    text: str
    tags: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Dropped:
    """Something that was not taken over: where, and what it was, in words."""

    passage: str
    line: int
    what: str


@dataclass(frozen=True)
class Link:
    """A way from one passage to another; `start` and `end` are where it stands in the passage's text."""

    label: str
    target: str
    start: int
    end: int


@dataclass(frozen=True)
class Story:
    """A story as it was read; `dropped` says what is missing from it."""

    title: str
    data: dict[str, Any]
    passages: tuple[Passage, ...]
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)

    @property
    def start(self) -> str:
        """Return the name of the passage it begins with, whether that exists or not."""
        return str(self.data.get("start") or "Start")

    @property
    def ifid(self) -> str:
        """Return what identifies the story across its versions: its own, or one made from its title."""
        return str(self.data.get("ifid") or uuid.uuid5(uuid.NAMESPACE_URL, f"twee:{self.title}")).upper()


def read_story(content: bytes | str) -> Story:
    """Return the story that a file holds. Raises ValueError when it is no UTF-8 or larger than LARGEST_BYTES; anything else is read."""
    if len(content) > LARGEST_BYTES:
        raise ValueError(f"The file is larger than {LARGEST_BYTES // 1024} KB.")
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        raise ValueError(f"The file is not in UTF-8: byte {fault.start} is no part of a letter.") from fault
    text = text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    title, kept = "", []
    data: dict[str, Any] = {}
    dropped: list[Dropped] = []
    raw = list(_passages(text, dropped))
    for passage in raw:
        if passage.name == "StoryData" and not data:
            data = _data(passage, dropped)
        elif passage.name == "StoryTitle" and not title:
            title = " ".join(passage.text.split()).lstrip(": ")
        elif passage.name in ("StoryData", "StoryTitle"):
            dropped.append(Dropped(passage.name, passage.line, "the whole passage: there was one already"))
    for passage in raw:
        if passage.name not in ("StoryData", "StoryTitle") and not _runs(passage, dropped):
            cleaned = _cleaned(passage, dropped, is_chapbook=data.get("format") == "Chapbook")
            kept.append(Passage(passage.name, cleaned, passage.tags, passage.metadata, passage.line))
    return Story(title, data, tuple(kept), tuple(sorted(dropped, key=lambda one: one.line)))


def _passages(text: str, dropped: list[Dropped]) -> Iterator[Passage]:
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if line.startswith("::")]
    if any(line.strip() for line in lines[: heads[0] if heads else None]):
        dropped.append(Dropped("", 1, "text before the first passage"))
    for head, following in zip(heads, [*heads, len(lines)][1:], strict=True):
        name, tags, metadata = _header(lines[head][2:], head + 1, dropped)
        if name:
            yield Passage(name, "\n".join(lines[head + 1 : following]).rstrip(), tags, metadata, head + 1)
        else:
            dropped.append(Dropped("", head + 1, "a passage without a name"))


_HEADER = re.compile(r"(?P<name>(?:\\.|[^\[{\\])*)(?:\[(?P<tags>(?:\\.|[^\]\\])*)\])?\s*(?P<rest>.*)", re.DOTALL)


def _header(line: str, number: int, dropped: list[Dropped]) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    found = _HEADER.match(line)
    if found is None:  # cannot be: every part of it may be empty
        return "", (), ()
    name, rest = _unescaped(found["name"]).strip(), found["rest"].strip()
    tags = tuple(_unescaped(tag) for tag in (found["tags"] or "").split())
    metadata: tuple[tuple[str, str], ...] = ()
    if rest:
        read = _json(rest)
        if isinstance(read, dict) and all(isinstance(value, str) for value in read.values()):
            metadata = tuple(read.items())
        else:
            dropped.append(Dropped(name, number, f"details of the passage that cannot be read: {_short(rest)}"))
    return name, tags, metadata


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _json(text: str) -> Any:
    """Return what a JSON text says, fit for storing, or None when it cannot be read."""
    try:
        read = json.loads(text, parse_constant=lambda name: None)
        return json.loads(json.dumps(read, ensure_ascii=False).encode("utf-8", "replace").replace(b"\\u0000", b"?"))
    except (ValueError, RecursionError):
        return None


def _data(passage: Passage, dropped: list[Dropped]) -> dict[str, Any]:
    read = _json(passage.text)
    if not isinstance(read, dict):
        dropped.append(Dropped(passage.name, passage.line, "details of the story that cannot be read"))
        return {}
    kept = {key: read[key] for key in DATA_KEYS if key in read and _fits(key, read[key])}
    dropped.extend(
        Dropped(passage.name, passage.line, f"a detail of the story: {_short(key)}") for key in read if key not in kept
    )
    return kept


def _fits(key: str, value: object) -> bool:
    if key == "zoom":
        return isinstance(value, int | float)
    if key == "tag-colors":
        return isinstance(value, dict) and all(isinstance(colour, str) for colour in value.values())
    return isinstance(value, str) and bool(
        re.fullmatch(r"[0-9A-Fa-f-]{8,64}", value) if key == "ifid" else value.strip() == value
    )


def _runs(passage: Passage, dropped: list[Dropped]) -> bool:
    """Return whether a whole passage is something that runs, and name it."""
    found = [RUNNING_TAGS[tag] for tag in passage.tags if tag in RUNNING_TAGS]
    if passage.name in SPECIAL or passage.name in ("StoryData", "StoryTitle"):
        found.append("a passage that only a story format understands")
    if len(passage.text) > LONGEST_PASSAGE:
        found.append(f"a passage longer than {LONGEST_PASSAGE} characters")
    if found:
        dropped.append(Dropped(passage.name, passage.line, f"the whole passage: {found[0]}"))
    return bool(found)


# --- What runs, inside a passage ----------------------------------------------------------------------------------------

_MACROS = (  # Harlowe's (twine2.neocities.org): other words before a colon in brackets are words
    "a|align|alert|append|array|background|bg|border|box|button|change|checkbox|click|click-append|click-goto|click-prepend"
    "|click-replace|collapse|color|colour|cond|confirm|css|cycling-link|datamap|dataset|dialog|display|dm|dropdown|ds|either|else"
    "|else-if|elseif|enchant|event|float-box|font|for|force-input|go-to|goto|goto-url|hide|hook|if|input|input-box|link|link-append"
    "|link-goto|link-prepend|link-repeat|link-replace|link-reveal|link-reveal-goto|link-rerun|link-undo|live|load-game|loop|macro"
    "|meter|mouseover|move|nth|num|number|open-url|output|passage|passages|print|prompt|prepend|put|random|range|rerun|reload|replace"
    "|restart|save-game|seq-link|set|show|stop|str|string|t8n|text|text-color|text-colour|text-rotate|text-size|text-style|textcolor"
    "|textcolour|textstyle|transition|undo|unless|verbatim|visited"
)
_OPENERS = re.compile(
    r"(?=[`<|/($\[])(?:(?P<code>`+)|(?P<comment><!--|/%|/\*)|(?P<element><(?:script|style|template|svg|iframe)\b)|(?P<code_block><%)"
    r"|(?P<sugar><<(?=[/=-]?[A-Za-z$_]))|(?P<named><\w{1,40}\||\|\w{1,40}>)|(?P<html></?[A-Za-z][\w-]*(?=[\s/>])[^<>]*>)"
    rf"|(?P<macro>\((?:{_MACROS}|\$\w+):)|(?P<setter>(?<=\])\[[^\[\]\n]*\](?=\]))"
    r"|(?P<picture>\[[<>]?img\[[^\[\]\n]*\](?:\[[^\[\]\n]*\])?\])|(?P<variable>\$[A-Za-z_]\w*(?:\.\w+)*)"
    r"|(?P<empty>\[\[\s*(?:\||->|<-)?\s*\]\]))",  # the first letter is asked for before all the rest: it is ten times as quick
    re.IGNORECASE,
)
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_CLOSERS = {"<!--": "-->", "/%": "%/", "/*": "*/", "<%": "%>", "<<": ">>"}
_WORDS = {
    "element": "a script or style", "code_block": "a script", "sugar": "a macro", "macro": "a macro", "variable": "a variable",
    "html": "HTML", "named": "a named hook", "setter": "what a link would set", "picture": "a picture", "empty": "an empty link",
    "comment": "a comment",
}  # fmt: skip
_CHAPBOOK = re.compile(r"(?P<insert>\{[A-Za-z_$][^{}\n]*\})|(?P<modifier>^\[[^\[\]\n]+\]$)", re.MULTILINE)


def _cleaned(passage: Passage, dropped: list[Dropped], *, is_chapbook: bool) -> str:
    text = passage.text
    for _ in range(MOST_PASSES):
        found: list[tuple[int, str]] = []
        kept = bytearray(b"\x01") * len(text)
        if is_chapbook:
            _drop_chapbook(text, kept, found)
        _drop_running(text, kept, found)
        dropped.extend(Dropped(passage.name, passage.line + 1 + text.count("\n", 0, at), what) for at, what in found)
        left = text
        if found:
            left = "".join(letter for letter, stays in zip(text, kept, strict=True) if stays or letter == "\n")
        left = re.sub(r"^::", " ::", left, flags=re.MULTILINE).rstrip()
        if left == text:
            return left
        text = left
    dropped.append(Dropped(passage.name, passage.line, "the whole text: macros inside macros, too deep to take apart"))
    return ""


def _drop_running(text: str, kept: bytearray, found: list[tuple[int, str]]) -> None:
    if not _OPENERS.search(text):
        return
    at, missing = 0, set()  # closers that do not come any more: asked for once
    lowered, round_pairs, square_pairs = text.translate(_LOWER), _pairs(text, "()"), _pairs(text, "[]")
    while match := _OPENERS.search(text, at):
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        if kind == "code":
            at = _end_of_code(text, start, end) or end
            continue
        if kind in ("comment", "code_block", "sugar", "element"):
            closer = _CLOSERS.get(match[0]) or f"</{match[0][1:].lower()}"
            close = -1 if closer in missing else lowered.find(closer, end)
            if close < 0:
                missing.add(closer)
            else:
                end = close + len(closer)
                if kind == "element":
                    end = (text.find(">", end) + 1) or end
        elif kind == "macro":
            end = round_pairs.get(start, end - 1) + 1
        if kind in ("macro", "variable") and re.compile(r"\[(?!\[)|\[(?=\[\[)").match(text, end) and end in square_pairs:
            kept[end] = kept[square_pairs[end]] = 0  # around what it would have shown or hidden: the words stay
        kept[start:end] = bytes(end - start)
        found.append((start, f"{_WORDS[kind]}: {_short(text[start:end])}"))
        at = end


def _end_of_code(text: str, start: int, end: int) -> int | None:
    """Return where the code that a run of backticks opens is over, None when it opens none (CommonMark 6.1: the same run closes it)."""
    is_fence = end - start >= 3 and not text[text.rfind("\n", 0, start) + 1 : start].strip()
    close = re.compile(rf"(?<!`)`{{{end - start}}}(?!`)").search(text, end)
    return close.end() if close and (is_fence or "\n\n" not in text[end : close.start()]) else None


def _pairs(text: str, brackets: str) -> dict[int, int]:
    """Return where each opening bracket that is closed is closed."""
    pairs, open_ones = {}, []
    for match in re.compile(f"[{re.escape(brackets)}]").finditer(text):
        if match[0] == brackets[0]:
            open_ones.append(match.start())
        elif open_ones:
            pairs[open_ones.pop()] = match.start()
    return pairs


def _drop_chapbook(text: str, kept: bytearray, found: list[tuple[int, str]]) -> None:
    """Chapbook (klembot.github.io/chapbook): a section of variables above a line `--`, modifiers alone on a line, inserts in braces."""
    head, rule, _ = text.partition("\n--\n")
    if rule and all(":" in line for line in head.split("\n") if line.strip()):
        kept[: len(head) + 3] = bytes(len(head) + 3)
        found.append((0, f"a variable: {_short(head)}"))
    modifiers = list(_CHAPBOOK.finditer(text))
    starts = [match.start() for match in modifiers if match["modifier"]]
    for match in modifiers:
        end = match.end()
        if match["modifier"] and re.match(r"\[\s*(javascript|css)\b", match[0], re.IGNORECASE):
            end = next((start for start in starts if start > match.start()), len(text))
        kept[match.start() : end] = bytes(end - match.start())
        found.append((match.start(), f"{'a macro' if match['insert'] else 'a modifier'}: {_short(text[match.start() : end])}"))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


# --- Links, and back into a file ----------------------------------------------------------------------------------------

_LINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")


def links_of(text: str) -> list[Link]:
    """Return the links of a passage in order, in any of the three forms [[label->target]], [[target<-label]], [[label|target]] or the
    short [[target]]; those inside code are words."""
    code = list(_code(text))
    found = []
    for match in _LINK.finditer(text):
        if any(start <= match.start() < end for start, end in code):
            continue
        inner = match[1]
        if "->" in inner:
            label, _, target = inner.rpartition("->")
        elif "<-" in inner:
            target, _, label = inner.partition("<-")
        else:
            label, _, target = inner.rpartition("|")
        label, target = label.strip(), target.strip()
        if target or label:
            found.append(Link(label or target, target or label, match.start(), match.end()))
    return found


def _code(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := re.compile("`+").search(text, at):
        end = _end_of_code(text, match.start(), match.end())
        if end:
            yield match.start(), end
        at = end or match.end()


def write_story(story: Story) -> str:
    """Return a story as Twee 3."""
    blocks = [f":: StoryTitle\n{story.title}"] if story.title else []
    if story.data:
        blocks.append(f":: StoryData\n{json.dumps(story.data, indent=2, ensure_ascii=False)}")
    for passage in story.passages:
        tags = f" [{' '.join(map(_escaped, passage.tags))}]" if passage.tags else ""
        metadata = f" {json.dumps(dict(passage.metadata), ensure_ascii=False)}" if passage.metadata else ""
        blocks.append(f":: {_escaped(passage.name)}{tags}{metadata}\n{passage.text}")
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]{}\\])", r"\\\1", text)
