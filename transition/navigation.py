"""What does the frame around every page show? Where one can go, what waits, light or dark."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from people.notifications.queries import unread
from transition.lib.access import may

# title, icon, URL name, permission (or None), [pages below it: title, URL name, permission]
PLACES: list[tuple[str, str, str, str | None, list[tuple[str, str, str | None]]]] = [
    ("Today", "today", "home:today", None, []),
    ("Tracks", "tracks", "tracks:lattice", "people.see_ladder", [
        ("Lattice", "tracks:lattice", None),
        ("Ladders", "tracks:ladders", None),
        ("Heights and pay", "tracks:grades", "people.change_ladder"),
    ]),
    ("People", "people", "directory:people", "people.see_directory", [
        ("Directory", "directory:people", None),
        ("Org chart", "directory:org_chart", None),
        ("Import", "imports:upload", "people.import_people"),
        ("Without a manager", "directory:without_manager", "people.change_employee"),
        ("Not delivered", "notifications:undelivered", "people.see_undelivered"),
        ("Administrators", "accounts:administrators", "people.grant_hr"),
    ]),
    ("Inbox", "comment", "notifications:inbox", "people.see_inbox", []),
]  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every page its frame (a context processor; one query for somebody signed in)."""
    theme = request.COOKIES.get("theme", "")
    shared = {"DEMO": settings.DEMO, "COMPANY_NAME": settings.COMPANY_NAME, "theme": theme if theme in ("light", "dark") else ""}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shared
    person = request.person  # type: ignore[attr-defined]
    name = person.name if person else user.username
    return shared | {
        "person": person,
        "person_name": name,
        "person_initials": person.initials if person else name[:2].upper(),
        "nav": _nav(request, unread(person).count() if person else 0),
    }


def _nav(request: HttpRequest, waiting: int) -> list[dict[str, Any]]:
    match = request.resolver_match
    here = match.view_name if match else ""
    space = match.namespace if match else ""
    items = []
    for title, icon, name, permission, pages in PLACES:
        if permission and not may(request.user, permission):
            continue
        below = [
            {"title": words, "url": reverse(page), "is_page": page == here}
            for words, page, needed in pages
            if needed is None or may(request.user, needed)
        ]
        spaces = {name.partition(":")[0]} | {page.partition(":")[0] for _, page, _ in pages}
        is_current = name == here or (space in spaces and not (space == "notifications" and name != "notifications:inbox"))
        items.append(
            {
                "title": title,
                "icon": icon,
                "url": reverse(name),
                "is_current": is_current,
                "is_page": name == here,
                "pages": below if len(below) > 1 else [],
                "count": waiting if name == "notifications:inbox" else 0,
            }
        )
    return items
