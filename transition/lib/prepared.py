"""How is a query that pages ask all day written only once? Django and PostgreSQL take longer to write and plan a large one than to answer it."""

import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Prefetch, QuerySet

Row = TypeVar("Row")
Value = bool | int | str | date | datetime
TYPES = {int: "bigint", str: "text", date: "date", datetime: "timestamptz"}
NUMBER, WORDS = 2**61, "stand-in"  # larger than any number of a query; in no query
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Slot:
    """Where a value goes in."""

    name: str


@dataclass(frozen=True)
class Written:
    """A query as SQL: its rows (never asked themselves), how to read an answer, and what is put in at each placeholder."""

    name: str
    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    inserts: list[Any]


class Prepared(Generic[Row]):
    """A query with values to put in: `Prepared(build, pk=int, day=date)`; called with `pk=7, day=...` it returns a list of rows.

    `build` is called once, with a stand-in for each value, and returns a queryset: it may hand the values to filters, must neither compare
    nor reckon with them, put them into a prefetch, nor ask what day it is. Only on a `bool` it may decide: it is called once for each answer. On
    PostgreSQL each connection also plans the query once, for any values (PREPARE, and `plan_cache_mode` in the settings), unless
    DISABLE_SERVER_SIDE_CURSORS says that a pooler shares connections.
    """

    _numbers = count(1)

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **kinds: type[Value]) -> None:
        self.build, self.kinds = build, {name: kind for name, kind in kinds.items() if kind is not bool}
        self.flags = [name for name, kind in kinds.items() if kind is bool]
        self._lock = Lock()
        self._written: dict[tuple[bool, ...], Written] = {}
        self._planned: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()

    def __call__(self, **values: Value) -> list[Row]:
        """Ask it with these values. Raises KeyError when one is missing, ValueError when `build` reckons with one."""
        flags = tuple(bool(values[name]) for name in self.flags)
        with self._lock:
            if flags not in self._written:
                self._written[flags] = self._write(flags)
        written, connection = self._written[flags], connections[DEFAULT_DB_ALIAS]
        given = _as_parameters({name: values[name] for name in self.kinds})
        if any(isinstance(one, int) and abs(one) >= 2**63 for one in given.values()):
            return []  # no column holds such a number
        if connection.vendor == "postgresql" and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
            statement = self._planned_as(written, connection), list(given.values())
        else:
            statement = written.sql, [given[one.name] if isinstance(one, Slot) else one for one in written.inserts]
        compiler = copy(written.compiler)
        compiler.connection, compiler.as_sql = connection, lambda *_, **__: statement
        rows = written.rows._chain()  # type: ignore[attr-defined]
        rows._query = copy(rows.query)  # type: ignore[attr-defined]  # to set `query` would make dictionaries of tuples
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)

    def first(self, **values: Value) -> Row | None:
        """Ask it with these values; return the first row, or None. Raises as a call does."""
        return next(iter(self(**values)), None)

    def _write(self, flags: tuple[bool, ...]) -> Written:
        stand_ins = {name: _stand_in(kind, number) for number, (name, kind) in enumerate(self.kinds.items())}
        rows = self.build(**stand_ins, **dict(zip(self.flags, flags, strict=True)))
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        both = [*_as_parameters(stand_ins).items(), *stand_ins.items()]  # raw SQL takes values as they are
        slots = {parameter: Slot(name) for name, parameter in both}
        inserts = [slots.get(one, one) if one.__hash__ else one for one in parameters]
        beside = [one for query in _prefetched(rows) for one in query.get_compiler(DEFAULT_DB_ALIAS).as_sql()[1]]
        if odd := [one for one in [*inserts, *beside] if _is_of_the_moment(one)]:
            raise ValueError(f"{odd} is no value handed in: reckon before, and hand in what comes of it.")
        return Written(f"prepared_{next(self._numbers)}", rows, compiler, sql, inserts)

    def _planned_as(self, written: Written, connection: Any) -> str:
        """Return how to ask the plan that this connection keeps; make it first."""
        connection.ensure_connection()
        names = list(self.kinds)
        planned = self._planned.setdefault(connection.connection, set())
        if written.name not in planned:
            with connection.connection.cursor() as cursor:
                places = [
                    f"${names.index(one.name) + 1}" if isinstance(one, Slot) else cursor.mogrify("%s", [one]).decode()
                    for one in written.inserts
                ]
                kinds = f"({', '.join(TYPES[kind] for kind in self.kinds.values())})" if names else ""
                cursor.execute(f"PREPARE {written.name} {kinds} AS {written.sql % tuple(places)}")
            planned.add(written.name)
        return f"EXECUTE {written.name}" + (f"({', '.join(['%s'] * len(names))})" if names else "")


def _prefetched(rows: QuerySet[Any, Any]) -> list[Any]:
    """Return the queries of what is loaded beside the rows: they are asked as they are, so that no value may stand in them."""
    lookups = rows._prefetch_related_lookups  # type: ignore[attr-defined]
    return [one.queryset.query for one in lookups if isinstance(one, Prefetch) and one.queryset is not None]


def _stand_in(kind: type[Value], number: int) -> Value:
    """Return a value that stands in no query for anything else."""
    day = datetime(9000, 1, 1, tzinfo=UTC) + timedelta(days=number)
    stand_ins: dict[type, Value] = {int: NUMBER + number, str: f"{WORDS} {number}", date: day.date(), datetime: day}
    return stand_ins[kind]


def _as_parameters(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return values as the database takes them."""
    operations = connections[DEFAULT_DB_ALIAS].ops
    adapt: dict[type, Callable[[Any], Any]] = {
        datetime: operations.adapt_datetimefield_value,
        date: operations.adapt_datefield_value,
    }
    return {name: adapt.get(type(value), lambda one: one)(value) for name, value in values.items()}


def _is_of_the_moment(parameter: Any) -> bool:
    """Is this a day or a moment, or made of a stand-in?"""
    if isinstance(parameter, int):
        return abs(parameter) >= NUMBER // 2
    return isinstance(parameter, date) or (
        isinstance(parameter, str) and (A_DAY.match(parameter) is not None or WORDS in parameter)
    )
