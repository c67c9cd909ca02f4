"""Who is found?"""

from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from people.employees.models import Employee, ReportingLine, Team
from people.employees.queries import lines_on
from people.tracks.models import Placement
from people.tracks.queries import placed_on, placements_on
from transition.lib.dated import counting_on
from transition.lib.prepared import Prepared

MOST_WORDS = 6
FEW = 300  # who has a word that more have is found by reading people in order, until the page is full


def found(
    employees: QuerySet[Employee], words: list[str], *, on: date, known: list[set[int] | None] | None = None
) -> QuerySet[Employee]:
    """Return those whose name, title or team has every one of the words (case does not count).

    `known` is what `ids_of_few` says of the words, where that was asked already; else it is asked at once.
    """
    condition = Q()
    for word, ids in zip(words, ids_of_few(words, on=on) if known is None else known, strict=True):
        condition &= _has(word) if ids is None else Q(pk__in=ids)
    return with_place_and_line(employees, on=on).filter(condition)


def words_in(text: str) -> list[str]:
    """Return the words that are searched for."""
    return text.replace("\x00", "").split()[:MOST_WORDS]


def ids_of_few(words: list[str], *, on: date) -> list[set[int] | None]:
    """Return for each word the ids of those who have it in name, title or team, or None where more than a few do (one query)."""
    if not words:
        return []
    found: list[set[int]] = [set() for _ in words]
    for row in _asked_having[len(words)](on=on, **{f"word{number}": word for number, word in enumerate(words)}):
        found[row["word"]].add(row["pk"])
    return [ids if len(ids) <= FEW else None for ids in found]


def _has(word: str) -> Q:
    texts = ("first_name", "last_name", "email", "place__title", "place__team__name")
    return Q(*(Q(**{f"{text}__icontains": word}) for text in texts), _connector=Q.OR)


def _ids_having(word: Value, on: date) -> tuple[Any, Any, Any]:
    """Return the ids of those who have a word in their name, title and team: three queries, as each has a trigram index (migration 0002)."""
    named = Employee.objects.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    places = placements_on(Placement.objects.order_by(), on)
    titled, teamed = places.filter(title__icontains=word), places.filter(team__in=Team.objects.filter(name__icontains=word))
    return named.order_by().values("pk"), titled.values("employee"), teamed.values("employee")


def _having_each(on: date, **words: str) -> QuerySet[Employee, Any]:
    """Return who has which of the words: its number and their id, of each kind a few and one more."""
    parts = [
        Employee.objects.filter(pk__in=ids[: FEW + 1]).order_by().values("pk", word=Value(number))
        for number, word in enumerate(words.values())
        for ids in _ids_having(Value(word), on)
    ]
    return parts[0].union(*parts[1:], all=True)


_asked_having = {
    many: Prepared(_having_each, on=date, **{f"word{number}": str for number in range(many)}) for many in range(1, MOST_WORDS + 1)
}


def placed(employees: QuerySet[Employee], *, on: date, **conditions: object) -> QuerySet[Employee]:
    """Return those whose placement of a day meets conditions on Placement, as team=3 or level__track__kind="ic"."""
    if not conditions:
        return employees
    return employees.filter(pk__in=placements_on(Placement.objects.filter(**conditions), on).values("employee"))


def with_place_and_line(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Let queries read where everybody stands on a day (`place`) and to whom they report (`line`): one of each, or none."""
    return employees.annotate(
        place=FilteredRelation("placements", condition=placed_on(on, "placements__")),
        line=FilteredRelation("lines", condition=counting_on(on, "lines__")),
    )


def listed(employees: QuerySet[Employee], *besides: str, on: date) -> QuerySet[Employee, dict[str, Any]]:
    """Return everybody as a list shows them: a dict each, with place and manager on a day, and what is named `besides` (one query)."""
    return with_place_and_line(employees, on=on).values(
        "pk", "first_name", "last_name", "hired_on", *besides,
        title=F("place__title"), team=F("place__team__name"), kind=F("place__kind"),
        code=F("place__level__code"), level=F("place__level__title"), track=F("place__level__track__kind"),
        manager_first=F("line__manager__first_name"), manager_last=F("line__manager__last_name"),
    )  # fmt: skip


def called(employees: QuerySet[Employee], words: str) -> QuerySet[Employee]:
    """Return those whom words name exactly: full name, e-mail, login name or employee number (case does not count)."""
    words = " ".join(words.split())
    named = employees.annotate(full_name=Concat("first_name", Value(" "), "last_name"))
    return named.filter(
        Q(full_name__iexact=words)
        | Q(email__iexact=words)
        | Q(login_name__iexact=words)
        | Q(number=words)
        | Q(first_name="", last_name__iexact=words)
    )


def top_of_chart(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Return those who report to nobody on a day, which is not over."""
    is_led = Exists(lines_on(ReportingLine.objects.filter(employee=OuterRef("pk")), on))
    return employees.filter(pk__in=Employee.objects.filter(~is_led, may_be_at_top=True).order_by().values("pk"))
