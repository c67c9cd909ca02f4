"""What would this file change? Rows and what is known become a plan: added, changed, left alone, and every fault with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.employees.models import Employee, ReportingLine
from people.employees.queries import lines_on
from people.imports.dates import order_of, read_day
from people.imports.mapping import CODED
from people.imports.reader import Fault, Table
from people.tracks.models import Placement
from people.tracks.queries import placements_on

FACTS = ("number", "first_name", "last_name", "email", "login_name", "location", "hired_on")
LONGEST = {
    "number": 60,
    "first_name": 120,
    "last_name": 120,
    "email": 254,
    "login_name": 150,
    "location": 120,
    "title": 200,
    "team": 120,
}
MOST_FAULTS = 200


@dataclass(eq=False)
class Person:
    """One row as it will be: facts, and the known employee it is about (None: a new one)."""

    row: int
    facts: dict[str, Any]
    title: str = ""
    team: str = ""
    left_on: date | None = None
    manager_words: str = ""
    manager: "Person | Employee | None" = None
    known: Employee | None = None
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.facts.get('first_name', '')} {self.facts['last_name']}".strip()

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Return (field, before, after) for what will change."""
        return [(name, self.before.get(name, ""), value) for name, value in self.after.items()]


@dataclass(frozen=True)
class Stint:
    """An earlier place of somebody, from the history file."""

    row: int
    person: Person | Employee
    title: str
    team: str
    started_on: date
    ended_on: date
    is_before_hiring: bool


@dataclass
class Plan:
    """Everything an import would do, or why it does nothing."""

    on: date
    added: list[Person] = field(default_factory=list)
    changed: list[Person] = field(default_factory=list)
    unchanged: int = 0
    stints: list[Stint] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)  # reports of people who leave

    @property
    def can_go(self) -> bool:
        return not self.faults

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.stints)


def plan_import(
    table: Table,
    mapping: Mapping[str, str],
    *,
    names: Mapping[str, Mapping[str, str]] | None = None,
    history: Table | None = None,
    on: date,
) -> Plan:
    """Return the plan for a table. `mapping` is their column -> our field, `names` their column -> code -> name, `on` the day of changes.

    A blank cell says nothing: what is known stays. Six queries, whatever the size of the file.
    """
    return _Planner(table, mapping, names or {}, on).plan(history)


class _Planner:
    def __init__(self, table: Table, mapping: Mapping[str, str], names: Mapping[str, Mapping[str, str]], on: date) -> None:
        self.table, self.names, self.on = table, names, on
        self.column = {field: column for column, field in mapping.items()}
        self.result = Plan(on)
        self.known = list(Employee.objects.all())
        self.place = {row.employee_id: row for row in placements_on(Placement.objects.select_related("team"), on)}
        self.line = dict(lines_on(ReportingLine.objects.all(), on).values_list("employee", "manager"))

    def plan(self, history: Table | None) -> Plan:
        people = [person for number, record in self.table.records() if (person := self._person(number, record))]
        self._match(people)
        self._find_managers(people)
        self._find_circles(people)
        if history:
            self._plan_history(history, people)
        for person in people:
            self._sort(person)
        self._list_orphans(people)
        self.result.faults.sort(key=lambda fault: (fault.file, fault.row))
        return self.result

    def fault(self, row: int, field: str, reason: str, file: str = "") -> None:
        if len(self.result.faults) < MOST_FAULTS:
            self.result.faults.append(Fault(row, self.column.get(field, field), reason, file))

    def warn(self, row: int, field: str, reason: str, file: str = "") -> None:
        self.result.warnings.append(Fault(row, self.column.get(field, field), reason, file))

    # --- one row ---

    def _person(self, row: int, record: Mapping[str, str]) -> Person | None:
        cells = {ours: record[theirs] for ours, theirs in self.column.items()}
        for coded in CODED:
            cells[coded] = self._named(row, coded, cells.get(coded, ""))
        last_name, first_name = cells.get("last_name", ""), cells.get("first_name", "")
        if not last_name and cells.get("name"):
            first_name, _, last_name = cells["name"].rpartition(" ")
        if not last_name:
            self.fault(row, "last_name" if "last_name" in self.column else "name", "A name is missing.")
            return None
        facts: dict[str, Any] = {"last_name": last_name, "first_name": first_name, "location": cells["location"]}
        facts["number"] = cells.get("employee_id", "")
        facts |= self._address(row, cells.get("email", ""))
        facts["hired_on"] = self._day(row, "hired_on", cells.get("hired_on", ""))
        left_on = self._day(row, "left_on", cells.get("left_on", ""))
        for name, value in {**facts, "title": cells["title"], "team": cells["team"]}.items():
            if isinstance(value, str) and len(value) > LONGEST.get(name, 10**9):
                self.fault(row, "employee_id" if name == "number" else name, f"This is longer than {LONGEST[name]} characters.")
        if not facts["number"] and not facts["email"] and not facts["login_name"]:
            self.fault(row, "employee_id", "Neither a number nor an address: nothing says who this is.")
        if left_on and facts["hired_on"] and left_on < facts["hired_on"]:
            self.fault(row, "left_on", "They cannot leave before they were hired.")
        return Person(row, facts, cells["title"], cells["team"], left_on, cells.get("manager", ""))

    def _named(self, row: int, field: str, code: str) -> str:
        names = self.names.get(self.column.get(field, ""))
        if names is None or not code:
            return code
        if code not in names:
            self.fault(row, field, f"The file of names has no name for “{code[:40]}”.")
            return code
        return names[code]

    def _address(self, row: int, cell: str) -> dict[str, str]:
        if not cell:
            return {"email": "", "login_name": ""}
        if "@" not in cell:
            self.warn(row, "email", f"“{cell[:40]}” has no @: it becomes a login name.")
            return {"email": "", "login_name": cell}
        try:
            validate_email(cell)
        except ValidationError:
            self.fault(row, "email", f"“{cell[:60]}” is not an e-mail address.")
        return {"email": cell, "login_name": ""}

    def _day(self, row: int, field: str, cell: str) -> date | None:
        if not cell:
            return None
        if not hasattr(self, f"_order_{field}"):
            column = self.column[field]
            setattr(self, f"_order_{field}", order_of(record[column] for _, record in self.table.records()))
        try:
            return read_day(cell, order=getattr(self, f"_order_{field}"))
        except ValueError as fault:
            self.fault(row, field, str(fault))
            return None

    # --- who is who ---

    def _match(self, people: list[Person]) -> None:
        by = {
            "number": {one.number: one for one in self.known if one.number},
            "email": {one.email.lower(): one for one in self.known if one.email},
            "login_name": {one.login_name.lower(): one for one in self.known if one.login_name},
        }
        seen: dict[tuple[str, str], Person] = {}
        taken: dict[int, Person] = {}
        for person in people:
            keys = {
                name: person.facts[name] if name == "number" else person.facts[name].lower() for name in by if person.facts[name]
            }
            for name, key in keys.items():
                if (other := seen.get((name, key))) is not None:
                    field = "employee_id" if name == "number" else "email"
                    self.fault(person.row, field, f"“{key[:60]}” stands in row {other.row} already.")
                seen[name, key] = person
            matches = {match.pk: match for name, key in keys.items() if (match := by[name].get(key))}
            if len(matches) > 1:
                found = " and ".join(str(match) for match in matches.values())
                self.fault(person.row, "employee_id", f"Number and address belong to two people: {found}.")
            elif matches:
                person.known = next(iter(matches.values()))
                if person.facts["number"] and person.known.number and person.known.number != person.facts["number"]:
                    self.fault(person.row, "email", f"{person.known} has this address and number {person.known.number}.")
                if person.known.pk in taken and not any(fault.row == person.row for fault in self.result.faults):
                    self.fault(person.row, "employee_id", f"This is {person.known}, as in row {taken[person.known.pk].row}.")
                taken[person.known.pk] = person

    def _find_managers(self, people: list[Person]) -> None:
        self.rows = {person.known.pk: person for person in people if person.known}
        index: dict[str, list[Person | Employee]] = {}
        for one in self.known:
            if one.pk not in self.rows:
                for words in (one.number, one.email.lower(), one.login_name.lower(), one.name.lower()):
                    index.setdefault(words, []).append(one)
        for person in people:
            facts = person.facts
            known = person.known
            known_as = {facts["number"], facts["email"].lower(), facts["login_name"].lower(), str(person).lower()}
            if known:
                known_as |= {known.number, known.email.lower(), known.login_name.lower()}
            for word in known_as:
                index.setdefault(word, []).append(person)
        index.pop("", None)
        for person in people:
            if person.manager_words:
                person.manager = self._manager(person, index)

    def _manager(self, person: Person, index: Mapping[str, list[Person | Employee]]) -> Person | Employee | None:
        words = person.manager_words
        found = index.get(words) or index.get(words.lower(), [])
        if not found:
            self.fault(person.row, "manager", f"Nobody is known as “{words[:60]}”.")
        elif len(found) > 1:
            self.fault(person.row, "manager", f"{len(found)} people are called “{words[:60]}”: give the number or the address.")
        elif found[0] is person:
            self.fault(person.row, "manager", "Nobody reports to themself.")
        else:
            return found[0]
        return None

    def _find_circles(self, people: list[Person]) -> None:
        above: dict[object, object | None] = {}
        names: dict[object, str] = {}
        rows: dict[object, Person] = {}
        for employee in self.known:
            key: object = ("known", employee.pk)
            above[key] = ("known", self.line[employee.pk]) if employee.pk in self.line else None
            names[key] = str(employee)
        for person in people:
            key = self._key(person)
            names[key], rows[key] = str(person), person
            if person.manager is not None:
                above[key] = self._key(person.manager)
            else:
                above.setdefault(key, None)
        done: set[object] = set()
        for start in above:
            path: list[object] = []
            places: dict[object, int] = {}
            current: object | None = start
            while current is not None and current not in done and current not in places:
                places[current] = len(path)
                path.append(current)
                current = above.get(current)
            if current is not None and current in places:
                circle = path[places[current] :]
                first = min((rows[key] for key in circle if key in rows), key=lambda one: one.row, default=None)
                words = " -> ".join(names[key] for key in [*circle[:8], circle[0]])
                self.fault(first.row if first else 0, "manager", f"A circle: {words}.")
            done.update(path)

    def _key(self, one: Person | Employee) -> object:
        if isinstance(one, Employee):
            return ("known", one.pk)
        return ("known", one.known.pk) if one.known else ("row", one.row)

    # --- what changes ---

    def _sort(self, person: Person) -> None:
        if person.known is None:
            self.result.added.append(person)
            return
        known, place = person.known, self.place.get(person.known.pk)
        for name in FACTS:
            value = person.facts[name]
            if name == "login_name" and known.email:
                continue
            if value not in ("", None) and value != getattr(known, name):
                self._note(person, name, getattr(known, name), value)
        for name, now in (("title", place.title if place else ""), ("team", place.team.name if place and place.team else "")):
            value = getattr(person, name)
            if value and value.lower() != now.lower():
                self._note(person, name, now, value)
        manager = self._key(person.manager) if person.manager else None
        line = ("known", self.line[known.pk]) if known.pk in self.line else None
        if manager and manager != line and not (person.left_on and person.left_on <= self.on):
            before = next((str(one) for one in self.known if line and one.pk == line[1]), "")
            self._note(person, "manager", before, str(person.manager))
        if person.left_on and person.left_on != known.left_on:
            self._note(person, "left_on", known.left_on or "", person.left_on)
        if person.after:
            self.result.changed.append(person)
        else:
            self.result.unchanged += 1

    def _note(self, person: Person, name: str, before: object, after: object) -> None:
        person.before[name], person.after[name] = str(before or ""), str(after)

    def _list_orphans(self, people: list[Person]) -> None:
        leaving = {self._key(person) for person in people if person.left_on and person.left_on <= self.on}
        staying = [person for person in people if self._key(person) not in leaving]
        self.result.orphans = [str(one) for one in staying if one.manager is not None and self._key(one.manager) in leaving]
        unmoved = [
            one for one in staying if one.manager is None and one.known and ("known", self.line.get(one.known.pk)) in leaving
        ]
        outside = [one for one in self.known if one.pk not in self.rows and ("known", self.line.get(one.pk)) in leaving]
        self.result.orphans += [str(one) for one in [*unmoved, *outside]]

    # --- earlier places ---

    def _plan_history(self, history: Table, people: list[Person]) -> None:
        column = _history_columns(history.columns)
        if missing := [name for name in ("employee_id", "started_on", "ended_on") if name not in column]:
            self.fault(1, "", f"The history has no column for {', '.join(missing)}.", history.name)
            return
        by_number = {person.facts["number"]: person for person in people if person.facts["number"]}
        records = history.records()
        orders = {name: order_of(record[column[name]] for _, record in records) for name in ("started_on", "ended_on")}
        found: dict[object, list[Stint]] = {}
        for row, record in records:
            person = by_number.get(record[column["employee_id"]])
            if person is None:
                self.fault(
                    row, column["employee_id"], f"Nobody has the number “{record[column['employee_id']][:40]}”.", history.name
                )
                continue
            try:
                start, end = (read_day(record[column[name]], order=orders[name]) for name in ("started_on", "ended_on"))
            except ValueError as fault:
                self.fault(row, column["started_on"], str(fault), history.name)
                continue
            if end < start:
                self.fault(row, column["ended_on"], "It ends before it starts.", history.name)
                continue
            title = self._named(row, "title", record.get(column.get("title", ""), ""))
            team = self._named(row, "team", record.get(column.get("team", ""), ""))
            hired = person.facts["hired_on"] or (person.known.hired_on if person.known else None)
            is_before = hired is not None and start < hired
            stint = Stint(row, person, title, team, start, end + timedelta(days=1), is_before)
            if not self._is_known(stint):
                found.setdefault(self._key(person), []).append(stint)
                if is_before:
                    self.warn(row, column["started_on"], f"Before {person} was hired: kept as earlier employment.", history.name)
        for stints in found.values():
            stints.sort(key=lambda stint: stint.started_on)
            for before, after in pairwise(stints):
                if after.started_on < before.ended_on:
                    self.fault(after.row, column["started_on"], f"It overlaps row {before.row}.", history.name)
            self.result.stints += stints

    def _is_known(self, stint: Stint) -> bool:
        known = stint.person.known if isinstance(stint.person, Person) else stint.person
        if known is None:
            return False
        if not hasattr(self, "_earlier"):
            rows = Placement.objects.filter(ended_on__isnull=False).values_list("employee", "started_on")
            self._earlier = set(rows)
        return (known.pk, stint.started_on) in self._earlier


def _history_columns(columns: Iterable[str]) -> dict[str, str]:
    words = {
        "employee_id": ("employee_id", "employee", "number", "id"),
        "started_on": ("start_date", "started_on", "start", "from"),
        "ended_on": ("end_date", "ended_on", "end", "to"),
        "title": ("job_id", "title", "job", "job_title", "position"),
        "team": ("department_id", "team", "department"),
    }
    lower = {column.lower(): column for column in columns}
    return {name: lower[word] for name, choices in words.items() for word in reversed(choices) if word in lower}
