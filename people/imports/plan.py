"""What would this file change? Rows and what is known become a plan: added, changed, left alone, and every fault with its place."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from people.employees.models import Employee, ReportingLine
from people.imports.dates import order_of, read_day
from people.imports.mapping import CODED
from people.imports.reader import Fault, Table
from people.tracks.models import Placement
from transition.lib.circles import circles
from transition.lib.dated import counts

FACTS = ("number", "first_name", "last_name", "email", "login_name", "location", "hired_on")
LONGEST = {
    "number": 60,
    "first_name": 120,
    "last_name": 120,
    "email": 254,
    "login_name": 150,
    "location": 120,
    "title": 300,
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


@dataclass
class Known:
    """What a plan is measured against: everybody, and of each, by primary key, the dated rows it needs, in order."""

    people: list[Employee] = field(default_factory=list)
    places: dict[int, list[Placement]] = field(default_factory=dict)
    lines: dict[int, list[ReportingLine]] = field(default_factory=dict)

    @classmethod
    def since(cls, on: date, *, with_past: bool) -> "Known":
        """Return what is known from a day on; earlier places only when there is a history to compare them with (three queries)."""
        known = cls(list(Employee.objects.all()), defaultdict(list), defaultdict(list))
        counting = Q(ended_on=None) | Q(ended_on__gt=on)
        for place in Placement.objects.filter(Q() if with_past else counting).select_related("team").order_by("started_on"):
            known.places[place.employee_id].append(place)
        for line in ReportingLine.objects.filter(counting).order_by("started_on"):
            known.lines[line.employee_id].append(line)
        return known


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
    columns: dict[str, str] = field(default_factory=dict)  # their heading -> our field; empty: left out
    added: list[Person] = field(default_factory=list)
    changed: list[Person] = field(default_factory=list)
    unchanged: int = 0
    stints: list[Stint] = field(default_factory=list)
    room: list[tuple[Placement, date]] = field(default_factory=list)  # places that begin later, to make room for stints
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
    known: Known | None = None,
) -> Plan:
    """Return the plan for a table. `mapping` is their column -> our field, `names` their column -> code -> name, `on` the day of changes.

    A blank cell says nothing: what is known (by default: in the database) stays. The same queries, whatever the size of the file.
    """
    return _Planner(table, mapping, names or {}, on, known or Known.since(on, with_past=history is not None)).plan(history)


@dataclass(frozen=True)
class _Past:
    """How a history is read: which column is which, in which order its days are written, and its name."""

    column: dict[str, str]
    orders: dict[str, str | None]
    file: str

    @classmethod
    def of(cls, history: Table) -> "_Past":
        words = {
            "employee_id": ("employee_id", "employee", "number", "id"),
            "started_on": ("start_date", "started_on", "start", "from"),
            "ended_on": ("end_date", "ended_on", "end", "to"),
            "title": ("job_id", "title", "job", "job_title", "position"),
            "team": ("department_id", "team", "department"),
        }
        lower = {column.lower(): column for column in history.columns}
        column = {name: lower[word] for name, choices in words.items() for word in reversed(choices) if word in lower}
        records = history.records()
        days = [name for name in ("started_on", "ended_on") if name in column]
        return cls(column, {name: order_of(record[column[name]] for _, record in records) for name in days}, history.name)


class _Planner:
    def __init__(
        self, table: Table, mapping: Mapping[str, str], names: Mapping[str, Mapping[str, str]], on: date, known: Known
    ) -> None:
        self.table, self.names, self.on = table, names, on
        self.column = {field: column for column, field in mapping.items()}
        self.result = Plan(on, {column: mapping.get(column, "") for column in table.columns})
        self.known, self.places, self.lines = known.people, known.places, known.lines

    def plan(self, history: Table | None) -> Plan:
        people = [person for number, record in self.table.records() if (person := self._person(number, record))]
        self._match(people)
        self._stand(people)
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
                self.fault(
                    row,
                    {"number": "employee_id", "login_name": "email"}.get(name, name),
                    f"This is longer than {LONGEST[name]} characters.",
                )
        if not facts["number"] and not facts["email"] and not facts["login_name"]:
            self.fault(row, "employee_id", "Neither a number nor an address: nothing says who this is.")
        if left_on and facts["hired_on"] and left_on < facts["hired_on"]:
            self.fault(row, "left_on", "They cannot leave before they were hired.")
        return Person(row, facts, cells["title"], cells["team"], left_on, cells.get("manager", ""))

    def _named(self, row: int, field: str, code: str, past: "_Past | None" = None) -> str:
        names = self.names.get(self.column.get(field, ""))
        if names is None or not code:
            return code
        if code not in names:
            column, file = (past.column[field], past.file) if past else (field, "")
            self.fault(row, column, f"The file of names has no name for “{code[:40]}”.", file)
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
                hired, left = person.facts["hired_on"] or person.known.hired_on, person.left_on or person.known.left_on
                if hired and left and left < hired and not (person.facts["hired_on"] and person.left_on):
                    field = "left_on" if person.left_on else "hired_on"
                    self.fault(person.row, field, "They cannot leave before they were hired.")
                if person.known.pk in taken and not any(fault.row == person.row for fault in self.result.faults):
                    self.fault(person.row, "employee_id", f"This is {person.known}, as in row {taken[person.known.pk].row}.")
                taken[person.known.pk] = person

    def _stand(self, people: list[Person]) -> None:
        """Note the place and the manager that everybody known has on the day from which changes count."""
        self.rows = {person.known.pk: person for person in people if person.known}
        self.place: dict[int, Placement] = {}
        self.line: dict[int, int] = {}
        for one in self.known:
            day = day_of(self.rows.get(one.pk, one), self.on)
            for place in self.places.get(one.pk, ()):
                if place.kind != Placement.Kind.EARLIER and counts(place, day):
                    self.place[one.pk] = place
            for line in self.lines.get(one.pk, ()):
                if counts(line, day):
                    self.line[one.pk] = line.manager_id

    def _find_managers(self, people: list[Person]) -> None:
        index: dict[str, list[Person | Employee]] = {}
        for one in self.known:
            if one.pk not in self.rows:
                for words in {one.number, one.email.lower(), one.login_name.lower(), one.name.lower()}:
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
        for person in people:
            if person.known and person.manager:
                self._keep_line(person, person.known, person.manager)

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

    def _keep_line(self, person: Person, known: Employee, manager: Person | Employee) -> None:
        """Nobody is moved below somebody who left, and nobody who left is moved: what is known stays."""
        is_new = ("known", self.line.get(known.pk)) != self._key(manager)
        if self._has_left(person):
            person.manager = None
        elif is_new and self._has_left(manager, on=day_of(person, self.on)):
            self.warn(person.row, "manager", f"{manager} no longer works here: {person} stays where they are.")
            person.manager = None

    def _has_left(self, one: Person | Employee, *, on: date | None = None) -> bool:
        """Will they have left on a day, by default on that of their changes?"""
        left_on = one.left_on or (one.known.left_on if isinstance(one, Person) and one.known else None)
        return left_on is not None and left_on <= (on or day_of(one, self.on))

    def _find_circles(self, people: list[Person]) -> None:
        above: dict[object, object | None] = {}
        names: dict[object, str] = {}
        rows: dict[object, Person] = {}
        for employee in self.known:
            key: object = ("known", employee.pk)
            has_left = self._has_left(self.rows.get(employee.pk, employee))
            above[key] = ("known", self.line[employee.pk]) if employee.pk in self.line and not has_left else None
            names[key] = str(employee)
        for person in people:
            key = self._key(person)
            names[key], rows[key] = str(person), person
            if person.manager is not None:
                above[key] = self._key(person.manager)
            else:
                above.setdefault(key, None)
        for circle in circles(above, above):
            first = min((rows[key] for key in circle if key in rows), key=lambda one: one.row, default=None)
            words = " -> ".join(names[key] for key in [*circle[:8], circle[0]])
            self.fault(first.row if first else 0, "manager", f"A circle: {words}.")

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
        has_left = self._has_left(person)
        for name in FACTS:
            value = person.facts[name]
            if name == "login_name" and known.email:
                continue
            if value not in ("", None) and value != getattr(known, name):
                self._note(person, name, getattr(known, name), value)
        for name, now in (("title", place.title if place else ""), ("team", place.team.name if place and place.team else "")):
            value = getattr(person, name)
            if value and value.lower() != now.lower() and not has_left:
                self._note(person, name, now, value)
        manager = self._key(person.manager) if person.manager else None
        line = ("known", self.line[known.pk]) if known.pk in self.line else None
        if manager and manager != line:
            before = next((str(one) for one in self.known if line and one.pk == line[1]), "")
            self._note(person, "manager", before, str(person.manager))
        if person.left_on and person.left_on != known.left_on:
            self._note(person, "left_on", known.left_on or "", person.left_on)
        if has_left and not person.left_on:
            self.warn(person.row, "left_on", f"{known} left on {known.left_on}: title, team and manager stay as they are.")
        if person.after:
            self.result.changed.append(person)
        else:
            self.result.unchanged += 1

    def _note(self, person: Person, name: str, before: object, after: object) -> None:
        person.before[name], person.after[name] = str(before or ""), str(after)

    def _list_orphans(self, people: list[Person]) -> None:
        gone = {("known", one.pk) for one in self.known if one.left_on and one.left_on <= self.on}
        leaving = {self._key(person) for person in people if self._has_left(person, on=self.on)}
        staying = [person for person in people if self._key(person) not in leaving]
        above = [
            (one, self._key(one.manager) if one.manager else ("known", self.line.get(one.known.pk) if one.known else None))
            for one in staying
        ]
        self.result.orphans = [str(one) for one, manager in above if manager in leaving | gone]
        outside = [one for one in self.known if one.pk not in self.rows and not self._has_left(one, on=self.on)]
        self.result.orphans += [str(one) for one in outside if ("known", self.line.get(one.pk)) in leaving]

    # --- earlier places ---

    def _plan_history(self, history: Table, people: list[Person]) -> None:
        past = _Past.of(history)
        if missing := [name for name in ("employee_id", "started_on", "ended_on") if name not in past.column]:
            self.fault(1, "", f"The history has no column for {', '.join(missing)}.", past.file)
            return
        by_number: dict[str, Person | Employee] = {one.number: one for one in self.known}
        by_number |= {person.known.number: person for person in people if person.known}
        by_number |= {person.facts["number"]: person for person in people}
        by_number.pop("", None)
        found: dict[object, list[Stint]] = defaultdict(list)
        for row, record in history.records():
            if (stint := self._stint(row, record, by_number, past)) and not self._is_known(stint):
                found[self._key(stint.person)].append(stint)
                if stint.is_before_hiring:
                    words = f"Before {stint.person} was hired: kept as earlier employment."
                    self.warn(row, past.column["started_on"], words, past.file)
        for stints in found.values():
            stints.sort(key=lambda stint: stint.started_on)
            for before, after in pairwise(stints):
                if after.started_on < before.ended_on:
                    self.fault(after.row, past.column["started_on"], f"It overlaps row {before.row}.", past.file)
            self._make_room(stints, past)
            self.result.stints += stints

    def _stint(
        self, row: int, record: Mapping[str, str], by_number: Mapping[str, Person | Employee], past: _Past
    ) -> Stint | None:
        cells = {name: record[theirs] for name, theirs in past.column.items()}
        faults: list[tuple[str, str]] = []
        days: dict[str, date] = {}
        for name, order in past.orders.items():
            try:
                days[name] = read_day(cells[name], order=order)
            except ValueError as fault:
                faults.append((name, str(fault)))
        if (person := by_number.get(cells["employee_id"])) is None:
            faults.append(("employee_id", f"Nobody has the number “{cells['employee_id'][:40]}”."))
        if len(days) == 2 and days["ended_on"] < days["started_on"]:
            faults.append(("ended_on", "It ends before it starts."))
        elif len(days) == 2 and days["ended_on"] >= self.on:
            faults.append(("ended_on", f"It is not over on {self.on}."))
        texts = {name: self._named(row, name, cells.get(name, ""), past) for name in ("title", "team")}
        faults += [
            (name, f"This is longer than {LONGEST[name]} characters.")
            for name, text in texts.items()
            if len(text) > LONGEST[name]
        ]
        for name, reason in faults:
            self.fault(row, past.column[name], reason, past.file)
        if faults or person is None:
            return None
        hired = (person.facts["hired_on"] if isinstance(person, Person) else None) or getattr(_known(person), "hired_on", None)
        is_before = hired is not None and days["started_on"] < hired
        return Stint(
            row,
            person,
            **texts,
            started_on=days["started_on"],
            ended_on=days["ended_on"] + timedelta(days=1),
            is_before_hiring=is_before,
        )

    def _is_known(self, stint: Stint) -> bool:
        known = _known(stint.person)
        return known is not None and any(
            row.ended_on and row.started_on == stint.started_on for row in self.places.get(known.pk, ())
        )

    def _make_room(self, stints: list[Stint], past: _Past) -> None:
        """Let the place begin later that was dated back over the history (to the hire date), and refuse what contradicts any other."""
        known = _known(stints[0].person)
        if known is None:
            return
        for place in self.places.get(known.pk, ()):
            over = [
                one
                for one in stints
                if (place.ended_on is None or one.started_on < place.ended_on) and one.ended_on > place.started_on
            ]
            if not over:
                continue
            is_dated_back = place.started_on == known.hired_on or (not place.ended_on and place.started_on >= over[0].started_on)
            if is_dated_back and (place.ended_on is None or over[-1].ended_on < place.ended_on):
                self.result.room.append((place, over[-1].ended_on))
            else:
                self.fault(over[0].row, past.column["started_on"], f"{known} has a place on these days already.", past.file)


def day_of(one: Person | Employee, on: date) -> date:
    """Return the day from which changes count: of somebody hired later their first day."""
    known = _known(one)
    hired = (one.facts["hired_on"] if isinstance(one, Person) else None) or (known.hired_on if known else None)
    return max(on, hired) if hired else on


def _known(one: Person | Employee) -> Employee | None:
    return one if isinstance(one, Employee) else one.known
