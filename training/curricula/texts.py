"""How is a programme written down?

As one document (YAML, or JSON in the database), or as a folder of Markdown files with front matter: one a module, and one that describes
the whole. Both give the same ProgrammeText; `check` refuses what cannot be followed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from training.curricula.models import Audience, Module, Programme
from transition.lib.front_matter import front_matter

SHIPPED = Path(__file__).parent / "shipped"
FORMAT = "transition-programme/1"
PAGES = (
    "record",
    "team",
    "sessions",
    "cohorts",
    "enrolments",
    "programmes",
    "courses",
    "proofs",
)  # addresses beside those of programmes
LARGEST_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class ModuleText:
    """A module as it is written: `due_after_days` from the anchor (None: at one's own pace), `minutes` to read it and do its exercise."""

    key: str
    title: str
    summary: str
    minutes: int
    due_after_days: int | None
    body: str  # Markdown
    kind: str = Module.Kind.READING
    group: str = ""
    is_required: bool = True
    needs: tuple[str, ...] = ()  # keys of modules that come first
    link: str = ""
    subject: str = ""
    quiz: Mapping[str, Any] = field(default_factory=dict)
    due_from: str = ""  # Programme.Anchor, where its days do not count from the programme's
    due_on: str = ""  # ISO date, with due_from "date"


@dataclass(frozen=True)
class ProgrammeText:
    """A programme as it is written, its modules in order; `audiences` are values of Audience.Who, "team:NAME" for a team."""

    key: str
    title: str
    summary: str
    introduction: str  # Markdown
    modules: tuple[ModuleText, ...]
    audiences: tuple[str, ...] = ()
    anchor: str = Programme.Anchor.ENROLMENT
    anchor_on: str = ""  # ISO date, with the anchor "date"
    is_private: bool = False
    minimum_minutes: int = 0
    certificate_months: int | None = None
    reading: str = ""  # Markdown

    def with_module(self, module: ModuleText, *, instead_of: str = "") -> "ProgrammeText":
        """Return this programme with a module added at the end, or put in the place of another one (its key)."""
        if not instead_of:
            return replace(self, modules=(*self.modules, module))
        return replace(self, modules=tuple(module if one.key == instead_of else one for one in self.modules))


# What is not listed here is a string.
_KINDS: dict[str, Any] = {
    "minutes": int, "due_after_days": (int, type(None)), "is_required": bool, "is_private": bool, "minimum_minutes": int,
    "certificate_months": (int, type(None)), "needs": list, "modules": list, "audiences": list, "quiz": dict,
}  # fmt: skip


def to_document(text: ProgrammeText) -> dict[str, Any]:
    """Return a programme as JSON values, everything in it."""
    return {"format": FORMAT, **_plain(asdict(text))}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str | date) else value


def to_yaml(text: ProgrammeText) -> str:
    """Return a programme as one YAML document, texts in blocks, what is as usual left out."""
    document = to_document(text)
    document["modules"] = [_without_usual(ModuleText, one) for one in document["modules"]]
    return yaml.dump(_without_usual(ProgrammeText, document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def _without_usual(kind: type, facts: dict[str, Any]) -> dict[str, Any]:
    usual = {one.name: one.default for one in fields(kind)} | {"quiz": {}}
    return {name: value for name, value in facts.items() if name == "format" or value != _plain(usual[name])}


class _Dumper(yaml.SafeDumper):
    """Writes long texts as blocks, so that somebody can edit them."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def read_document(content: bytes | str) -> ProgrammeText:
    """Read what `to_yaml` wrote, or JSON of the same shape.

    Raises ValidationError, each fault with its place, when it cannot be read, lacks something or cannot be followed.
    """
    if len(content) > LARGEST_BYTES:
        raise ValidationError("The document is larger than 2 MB.")
    try:
        document = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise ValidationError(f"This is not YAML or JSON that can be read: {fault}") from fault
    return from_document(document)


def from_document(document: Any) -> ProgrammeText:
    """Return the programme that JSON values describe. Raises ValidationError as `read_document` does."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValidationError(f"A programme begins with “format: {FORMAT}”.")
    facts, faults = _facts(ProgrammeText, {name: value for name, value in document.items() if name != "format"}, "programme")
    modules = []
    for number, written in enumerate(facts.get("modules", ()), start=1):
        found, wrong = _facts(ModuleText, written, f"module {number}")
        faults += wrong
        if not wrong:
            modules.append(ModuleText(**found))
    if faults:
        raise ValidationError(faults)
    text = ProgrammeText(**{**facts, "modules": tuple(modules)})
    check(text)
    return text


def _facts(kind: type, written: Any, where: str) -> tuple[dict[str, Any], list[str]]:
    """Return the fields that are there and of the right kind, and what is wrong."""
    if not isinstance(written, dict):
        return {}, [f"{where}: it must be a list of names and values."]
    known = {one.name: one for one in fields(kind)}
    needed = {"key", "title", "minutes", "body"} if kind is ModuleText else {"key", "title", "modules"}
    empty = {"summary": "", "introduction": "", "due_after_days": None}
    faults = [f"{where}: “{name}” is not known." for name in written if name not in known]
    faults += [f"{where}: “{name}” is missing." for name in sorted(needed - set(written))]
    facts: dict[str, Any] = {name: value for name, value in empty.items() if name in known}
    for name, given in written.items():
        value = given.isoformat() if isinstance(given, date) else given  # YAML reads a day as a date
        if name in known and not _is(name, value):
            faults.append(f"{where}: “{name}” is not of the right kind.")
        else:
            facts[name] = tuple(value) if isinstance(value, list) else value
    return facts, faults


def _is(name: str, value: Any) -> bool:
    kind = _KINDS.get(name, str)
    if isinstance(value, bool) and kind is not bool:
        return False
    return isinstance(value, kind) and (name not in ("needs", "audiences") or all(isinstance(one, str) for one in value))


def check(text: ProgrammeText) -> None:
    """Raise ValidationError, every fault in words, when a programme cannot be followed: keys that are none or stand twice, modules that
    wait for each other or for one that is not there, numbers out of range, a quiz that cannot be passed, audiences nobody knows."""
    faults = [*_own_faults(text), *(fault for module in text.modules for fault in _module_faults(module))]
    keys = [module.key for module in text.modules]
    faults += [f"The key “{key}” stands twice." for key in sorted({key for key in keys if keys.count(key) > 1})]
    faults += [
        f"“{module.title}” needs “{need}”, which is not in the programme."
        for module in text.modules
        for need in module.needs
        if need not in keys
    ]
    if not faults and (circle := circle_among(text.modules)):
        faults.append(f"These modules wait for each other: {', '.join(circle)}.")
    if faults:
        raise ValidationError(faults)


def _own_faults(text: ProgrammeText) -> Iterable[str]:
    if not text.key or slugify(text.key) != text.key or len(text.key) > 80:
        yield "The key of a programme is made of small letters, digits and hyphens."
    elif text.key in PAGES:
        yield f"The key “{text.key}” is taken by a page."
    if not text.title.strip() or len(text.title) > 200:
        yield "A programme needs a title of at most 200 characters."
    if text.anchor not in Programme.Anchor.values:
        yield f"“{text.anchor}” is no anchor: {', '.join(Programme.Anchor.values)}."
    if text.anchor == Programme.Anchor.DATE and not _is_date(text.anchor_on):
        yield "Due dates count from a date: give it as anchor_on, like 2027-01-31."
    for who in text.audiences:
        if who.partition(":")[0] not in Audience.Who.values or (who.startswith("team") and not who.partition(":")[2].strip()):
            yield f"“{who}” is no audience: {', '.join(Audience.Who.values)} (a team as “team:NAME”)."
    if len({who.casefold() for who in text.audiences}) < len(text.audiences):
        yield "An audience stands twice."
    if not 0 <= text.minimum_minutes <= 60_000 or not 0 <= (text.certificate_months or 0) <= 240:
        yield "Minimum minutes lie between 0 and 60,000, months of a certificate between 0 and 240."


def _is_date(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def _module_faults(module: ModuleText) -> Iterable[str]:
    where = f"Module “{module.title or module.key}”"
    if not module.key or slugify(module.key) != module.key or len(module.key) > 80:
        yield f"{where}: its key is made of small letters, digits and hyphens."
    elif module.key in ("follow", "new"):
        yield f"{where}: the key “{module.key}” is taken by a page."
    if not module.title.strip() or len(module.title) > 200 or len(module.group) > 80 or len(module.subject) > 80:
        yield f"{where}: a title of at most 200 characters, group and subject of at most 80."
    if not 1 <= module.minutes <= 6000:
        yield f"{where}: between 1 and 6,000 minutes."
    if not 0 <= (module.due_after_days or 0) <= 3650:
        yield f"{where}: due after 0 to 3,650 days."
    if module.due_from and module.due_from not in Programme.Anchor.values:
        yield f"{where}: “{module.due_from}” is no anchor: {', '.join(Programme.Anchor.values)}."
    if module.due_from and module.due_after_days is None:
        yield f"{where}: say after how many days it is due (0: on the day itself)."
    if module.due_from == Programme.Anchor.DATE and not _is_date(module.due_on):
        yield f"{where}: its days count from a date: give it as due_on, like 2027-01-31."
    if module.kind not in Module.Kind.values:
        yield f"{where}: “{module.kind}” is no kind of module: {', '.join(Module.Kind.values)}."
    if module.link and not module.link.startswith(("https://", "http://")):
        yield f"{where}: a link begins with https://."
    if module.kind == Module.Kind.VIDEO and not module.link:
        yield f"{where}: a video needs a link."
    if module.kind == Module.Kind.QUIZ:
        yield from (f"{where}: {fault}" for fault in quiz_faults(module.quiz))


def quiz_faults(quiz: Mapping[str, Any]) -> Iterable[str]:
    """Yield what is wrong with a quiz: `questions` (text, options, right: place of the right one from 0, why), `ask` how many of them,
    `pass_percent` 1 to 100, `attempts` (0: any number)."""
    questions = quiz.get("questions")
    if not isinstance(questions, list) or not questions:
        yield "a quiz needs questions."
        return
    for number, one in enumerate(questions, start=1):
        options = one.get("options") if isinstance(one, dict) else None
        if not options or not isinstance(options, list) or not all(isinstance(each, str) for each in options) or len(options) < 2:
            yield f"question {number} needs at least two options."
        elif not isinstance(one.get("text"), str) or one.get("right") not in range(len(options)):
            yield f"question {number} needs a text, and as “right” the place of the right option, from 0."
    ask, passes, attempts = quiz.get("ask", len(questions)), quiz.get("pass_percent", 80), quiz.get("attempts", 0)
    if ask not in range(1, len(questions) + 1):
        yield "it cannot ask more questions than there are, nor none."
    if passes not in range(1, 101) or attempts not in range(100):
        yield "it is passed with 1 to 100 percent, in 0 (any number) to 99 attempts."


def circle_among(modules: Iterable[ModuleText]) -> list[str]:
    """Return titles of modules that wait for each other (one circle), or nothing."""
    needs = {module.key: module.needs for module in modules}
    titles = {module.key: module.title for module in modules}
    left = dict(needs)
    while free := [key for key, wanted in left.items() if not any(one in left for one in wanted)]:
        for key in free:
            del left[key]
    return [titles[key] for key in left]


def read_programme(folder: Path) -> ProgrammeText:
    """Read programme.md and, in the order of their names, every other .md of a folder.

    Raises ValidationError with the name of the file when its front matter cannot be read or a key is missing or of the wrong kind.
    """
    head, introduction = front_matter(folder / "programme.md")
    paths = sorted((path for path in folder.glob("*.md") if path.name != "programme.md"), key=lambda path: _number(path.name))
    modules = []
    for path in paths:
        facts, body = front_matter(path)
        modules.append({**facts, "body": body})
    return from_document({"format": FORMAT, **head, "introduction": introduction, "modules": modules})


def _number(name: str) -> tuple[int, str]:
    number = name.partition("-")[0]
    return (int(number) if number.isdigit() else 0, name)
