"""How is a query that every page asks written as SQL only once? Django takes longer to build a large one than a database to answer it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from threading import Lock
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Value = int | date


class Prepared:
    """A query of rows with values to put in: `Prepared(build, pk=int, day=date)`.

    `build` is called once, with a stand-in for each value, and returns a queryset of `values_list`; what it does besides must not depend
    on the values. Called with `pk=7, day=...` a prepared query returns a list of dicts, each by the names of the list.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type[Value]) -> None:
        self.build, self.kinds = build, kinds
        self._lock = Lock()
        self._written: tuple[str, list[Any], Any, list[str]] | None = None

    def __call__(self, **values: Value) -> list[dict[str, Any]]:
        """Ask the query with these values. Raises KeyError when one is missing."""
        connection = connections[DEFAULT_DB_ALIAS]
        with self._lock:
            if self._written is None:
                self._written = self._write()
        sql, slots, compiler, names = self._written
        given = _as_parameters(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[slot.name] if isinstance(slot, Slot) else slot for slot in slots])
            rows = cursor.fetchall()
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        rows = compiler.apply_converters(rows, converters) if converters else rows
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _write(self) -> tuple[str, list[Any], Any, list[str]]:
        stand_ins = {name: _stand_in(kind, number) for number, (name, kind) in enumerate(self.kinds.items())}
        rows = self.build(**stand_ins)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        slots = {parameter: Slot(name) for name, parameter in _as_parameters(stand_ins).items()}
        return sql, [slots.get(one, one) for one in parameters], compiler, list(cast(tuple[str, ...], rows._fields))  # type: ignore[attr-defined]


class Slot:
    """Where a value goes in."""

    def __init__(self, name: str) -> None:
        self.name = name


def _stand_in(kind: type[Value], number: int) -> Value:
    """Return a value that stands in no query for anything else."""
    return date.max - timedelta(days=number) if kind is date else 2**62 - number


def _as_parameters(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return values as the database takes them."""
    operations = connections[DEFAULT_DB_ALIAS].ops
    return {name: operations.adapt_datefield_value(value) if isinstance(value, date) else value for name, value in values.items()}
