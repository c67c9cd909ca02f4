"""The floor: session, user, one query, and the plainest page that shows its rows."""

import csv

from django.contrib.auth.decorators import login_required
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import Context, Engine
from django.urls import path

from people.employees.models import Employee, ReportingLine

PAGE = Engine().from_string(
    "<!doctype html><title>Floor</title><table>{% for row in rows %}<tr><td>{{ row.first_name }} {{ row.last_name }}</td>"
    "<td>{{ row.email }}</td><td>{{ row.location }}</td><td>{{ row.hired_on }}</td><td>{{ row.manager }}</td></tr>{% endfor %}</table>"
)


def page(rows: object) -> HttpResponse:
    return HttpResponse(PAGE.render(Context({"rows": rows})))


def with_manager():
    return Employee.objects.annotate(manager=F("lines__manager__last_name"))


@login_required
def row(request: HttpRequest) -> HttpResponse:
    return page([with_manager().get(pk=request.GET["of"])])


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    return page(with_manager().order_by("last_name", "first_name", "pk")[:50])


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Search as one does without an index: the joined name is in none."""
    named = with_manager().annotate(full=Concat("first_name", Value(" "), "last_name")).filter(full__icontains=request.GET["q"])
    return page(named.order_by("last_name", "first_name", "pk")[:50])


@login_required
def level(request: HttpRequest) -> HttpResponse:
    return page(with_manager().filter(lines__manager=request.GET["of"], lines__ended_on=None))


@login_required
def tree(request: HttpRequest) -> StreamingHttpResponse:
    """Send everybody with their manager, as rows of CSV in no order: one query, no tree is built."""
    found = ReportingLine.objects.filter(ended_on=None)
    found = found.values_list("employee__first_name", "employee__last_name", "manager__first_name", "manager__last_name")
    writer = csv.writer(Line())
    return StreamingHttpResponse((writer.writerow(one) for one in found.iterator()), content_type="text/csv")


class Line:
    def write(self, line: str) -> str:
        return line


urlpatterns = [path(f"{view.__name__}/", view) for view in (row, rows, search, level, tree)]
