"""How is somebody shown among many? As a dict: quicker to read and to draw than an instance with what belongs to it."""

from typing import Any

from people.employees.models import full_name, initials_of
from people.tracks.lattice import SHAPES
from transition.lib.addresses import address_of


def shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what `queries.listed` or `chart.level_of` found with the words that stand in a page."""
    for one in rows:
        first, last = one["first_name"], one["last_name"]
        one["name"], one["initials"] = full_name(first, last), initials_of(first, last)
        one["url"] = address_of("directory:person", one["pk"])
        one["title"], one["team"] = one["title"] or "", one["team"] or ""
        if "manager_last" in one:
            one["manager"] = full_name(one["manager_first"] or "", one["manager_last"] or "")
            one["shape"] = SHAPES.get(one["track"], "mgmt") if one["track"] else ""
            one["since"] = f"{one['hired_on']:%b %Y}" if one["hired_on"] else ""
    return rows
