"""Is this a ladder document, and if not, where and why? The format is `ladder-import/1` (ladder-import-1.schema.json)."""

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError as SchemaFault

Document = dict[str, Any]

LARGEST_BYTES = 5 * 1024 * 1024
MOST_NODES, DEEPEST = 100_000, 40
MOST_ALIASES = 100
MOST_FAULTS = 100
LONGEST_TITLE, LONGEST_CODE = 300, 60
LARGEST_ORDER = 1e9

OPTIONAL_LISTS = ("families", "ranks", "scales", "equivalences", "transitions", "pay_bands", "rules", "documents")


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a path as `levels[3].track`, empty for the document as a whole."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" if self.path else self.reason


class Unreadable(Exception):  # noqa: N818  (it reads as what it is)
    """The bytes are not a document at all; `faults` says why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = list(faults)


def read(content: bytes) -> Document:
    """Return the document in `content` (JSON or YAML, UTF-8, at most 5 MiB), checked by `check`. Raises Unreadable with every fault."""
    if len(content) > LARGEST_BYTES:
        raise Unreadable(Fault("", "The file is larger than 5 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(Fault("", f"The file is not UTF-8 text (byte {fault.start}).")) from fault
    document = _parse(text)
    faults = check(document)
    if faults:
        raise Unreadable(*faults)
    return document


def check(document: Any) -> list[Fault]:
    """Return every fault of a parsed document (at most 100), in the order of its parts; empty when it can be imported."""
    faults = _check_size(document)
    if not faults:
        faults = sorted(_check_schema(document), key=lambda fault: fault.path)
    if not faults:
        faults = list(_check_sense(document))
    return faults[:MOST_FAULTS]


# --- Reading -----------------------------------------------------------------------------------------------------------


def _parse(text: str) -> Any:
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_no_constant)
        except json.JSONDecodeError as fault:
            raise Unreadable(Fault(f"line {fault.lineno}, column {fault.colno}", f"This is not JSON: {fault.msg}.")) from fault
        except (ValueError, RecursionError) as fault:
            raise Unreadable(Fault("", f"This cannot be read: {fault}.")) from fault
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (a SafeLoader with limits)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = fault.problem or fault.context or "it cannot be read"
        hint = " YAML indents with spaces, not tabs." if "\\t" in problem else ""
        raise Unreadable(Fault(place, f"This is not YAML: {problem}.{hint}")) from fault
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError) as fault:
        raise Unreadable(Fault("", f"This cannot be read: {str(fault)[:200]}.")) from fault


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        double = next(key for index, (key, _) in enumerate(pairs) if key in dict(pairs[:index]))
        raise ValueError(f"the key {double!r:.80} stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number that JSON knows")


class _Loader(yaml.SafeLoader):
    """YAML without the tricks: few aliases, so that a small file cannot become a large one; no key twice; dates stay text."""

    aliases = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            self.aliases += 1
            if self.aliases > MOST_ALIASES:
                raise yaml.YAMLError(f"more than {MOST_ALIASES} aliases")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    words = f"the key {key.value!r:.80} stands twice in one object"
                    raise yaml.constructor.ConstructorError(None, None, words, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


# --- Checking ----------------------------------------------------------------------------------------------------------


def _check_size(document: Any) -> list[Fault]:
    """Walk without recursion: how many values, how deep, and can the database hold every text and number?"""
    nodes, stack = 0, [("", document, 0)]
    faults: list[Fault] = []
    while stack and len(faults) < MOST_FAULTS:
        path, value, depth = stack.pop()
        nodes += 1
        if nodes > MOST_NODES:
            return [Fault("", f"The document has more than {MOST_NODES:,} values.")]
        if depth > DEEPEST:
            return [Fault(path[:200], f"This is nested deeper than {DEEPEST} levels.")]
        if isinstance(value, dict):
            for key, inner in value.items():
                if not isinstance(key, str) or _is_broken(key):
                    faults.append(Fault(path, f"The key {key!r:.80} is not plain text."))
                else:
                    stack.append((f"{path}.{key}" if path else key, inner, depth + 1))
        elif isinstance(value, list):
            stack.extend((f"{path}[{index}]", inner, depth + 1) for index, inner in enumerate(value))
        elif isinstance(value, str) and _is_broken(value):
            faults.append(Fault(path, "This text has characters that cannot be stored (NUL or half a character)."))
        elif isinstance(value, float) and not math.isfinite(value):
            faults.append(Fault(path, "This is not a number."))
        elif value is not None and not isinstance(value, str | int | float | bool):
            faults.append(Fault(path, f"A value of type {type(value).__name__} has no place in a ladder."))
    return faults


def _is_broken(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


@cache
def _validator() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415  (some megabytes of every worker, for what few people do)

    schema = json.loads((Path(__file__).parent / "ladder-import-1.schema.json").read_text())
    return Draft202012Validator(schema)


def _check_schema(document: Any) -> Iterator[Fault]:
    for index, fault in enumerate(_validator().iter_errors(document)):
        if index >= MOST_FAULTS:
            return
        yield _in_words(fault)


def _in_words(fault: "SchemaFault") -> Fault:
    from jsonschema.exceptions import best_match  # noqa: PLC0415  (see above)

    if fault.context and (deeper := best_match(fault.context)) and fault.validator != "anyOf":
        fault = deeper
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault.absolute_path).lstrip(".")
    wanted: Any = fault.validator_value
    reasons: dict[str, Callable[[], str]] = {
        "required": lambda: f"{fault.message.split(' is a required')[0]} is missing",
        "additionalProperties": lambda: f"unknown here: {', '.join(_unknown(fault))}",
        "enum": lambda: f"{fault.instance!r:.60} is none of {', '.join(map(str, wanted))}",
        "const": lambda: f"{fault.instance!r:.60} is not {wanted!r}",
        "type": lambda: f"this is {_sort(fault.instance)}, and {wanted} is wanted",
        "pattern": lambda: (
            f"{fault.instance!r:.60} is not a key: lower-case letters, digits, dot, dash and underscore, at most 120"
        ),
        "minItems": lambda: "at least one is wanted",
        "anyOf": lambda: "say what this is about: a level, a track, a scale_step, or all",
    }
    reason = reasons.get(str(fault.validator), lambda: fault.message[:200])()
    return Fault(path, f"{reason}.")


def _unknown(fault: "SchemaFault") -> list[str]:
    schema: Any = fault.schema
    instance: Any = fault.instance
    return [repr(key)[:60] for key in instance if key not in schema.get("properties", {})]


def _sort(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return "nothing" if value is None else names.get(type(value), type(value).__name__)


def _check_sense(document: Document) -> Iterator[Fault]:
    """What a schema cannot say: keys are unique, references lead somewhere, trees are trees, texts fit."""
    keys: dict[str, set[str]] = {}
    for part in ("families", "ranks", "tracks", "levels", "scales", "dimensions"):
        seen: set[str] = set()
        for index, thing in enumerate(document.get(part, [])):
            if thing["key"] in seen:
                yield Fault(f"{part}[{index}].key", f"{thing['key']!r} stands twice.")
            seen.add(thing["key"])
            yield from _check_lengths(f"{part}[{index}]", thing)
        keys[part] = seen
    yield from _check_lengths("framework", document["framework"])
    references = {
        ("families", "parent"): "families",
        ("tracks", "family"): "families",
        ("levels", "track"): "tracks",
        ("levels", "rank"): "ranks",
        ("dimensions", "parent"): "dimensions",
        ("dimensions", "family"): "families",
        ("dimensions", "scale"): "scales",
        ("dimensions", "inherits_from"): "dimensions",
        ("expectations", "level"): "levels",
        ("expectations", "track"): "tracks",
        ("expectations", "dimension"): "dimensions",
        ("equivalences", "a"): "levels",
        ("equivalences", "b"): "levels",
        ("equivalences", "scope_dimension"): "dimensions",
        ("transitions", "from_level"): "levels",
        ("transitions", "from_track"): "tracks",
        ("transitions", "to_level"): "levels",
        ("pay_bands", "level"): "levels",
        ("pay_bands", "family"): "families",
    }
    for (part, name), target in references.items():
        for index, thing in enumerate(document.get(part, [])):
            if name in thing and thing[name] not in keys[target]:
                yield Fault(f"{part}[{index}].{name}", f"there is no {thing[name]!r} among the {target}.")
    for part, name in (("families", "parent"), ("dimensions", "parent"), ("dimensions", "inherits_from")):
        yield from _check_circles(part, document.get(part, []), name)
    for index, thing in enumerate(document["expectations"]):
        yield from _check_items(f"expectations[{index}]", thing)
    for index, relation in enumerate(document.get("equivalences", [])):
        if relation["a"] == relation["b"]:
            yield Fault(f"equivalences[{index}]", "a level is not compared with itself.")


def _check_lengths(path: str, thing: dict[str, Any]) -> Iterator[Fault]:
    for name, longest in (("title", LONGEST_TITLE), ("code", LONGEST_CODE)):
        if len(thing.get(name, "")) > longest:
            yield Fault(f"{path}.{name}", f"this is longer than {longest} characters.")
    if abs(thing.get("order", 0)) > LARGEST_ORDER:
        yield Fault(f"{path}.order", "this number is too large.")


def _check_circles(part: str, things: Iterable[dict[str, Any]], name: str) -> Iterator[Fault]:
    above = {thing["key"]: thing.get(name) for thing in things}
    places = {thing["key"]: index for index, thing in enumerate(things)}
    for key, first in above.items():
        seen, current = {key}, first
        while current is not None and current in above:
            if current == key:
                yield Fault(f"{part}[{places[key]}].{name}", f"{key!r} leads back to itself.")
                break
            if current in seen:
                break
            seen.add(current)
            current = above[current]


def _check_items(path: str, expectation: dict[str, Any]) -> Iterator[Fault]:
    items = expectation.get("items", [])
    if len(expectation.get("scale_step", "")) > 120:
        yield Fault(f"{path}.scale_step", "this is longer than 120 characters.")
    for index, item in enumerate(items):
        parent = item.get("parent")
        if parent is not None and not 0 <= parent < index:
            yield Fault(f"{path}.items[{index}].parent", "an item belongs to one that stands before it.")
