"""How is what stands in an address read, where it may be anything that somebody typed, and how is it written? Where does one go next?"""

from collections.abc import Collection
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify

STAND_IN = 7_777_000  # numbers that no address has of its own
LONGEST = 18  # digits: more than any database gives


def number_in(words: str | None) -> int:
    """Return the primary key that words name; 0, which no row has, when they name none."""
    return int(words) if words and words.isdecimal() and len(words) <= LONGEST else 0


def address_of(name: str, *parts: int | str) -> str:
    """Return the address of a page as `reverse` does, but fit for every row of a list; `parts` are numbers and slugs."""
    return _pattern(name, len(parts)).format(*parts)


def free_key(title: str, taken: Collection[str], *, otherwise: str, longest: int = 100) -> str:
    """Return a key (for an address, say) for a title that nothing has yet; `otherwise` where the title has no letter for it."""
    stem = slugify(title).strip("-_")[:longest] or otherwise
    return next(key for number in range(1, len(taken) + 2) if (key := stem if number == 1 else f"{stem}-{number}") not in taken)


def next_of(request: HttpRequest) -> str:
    """Return the page of ours that the form (or the address) names as `next`; empty when it names none."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, {request.get_host()})
    return target if is_ours else ""


def on_to(request: HttpRequest, otherwise: str, *args: Any) -> HttpResponseRedirect:
    """Redirect to the page that `next_of` names, else to a named one."""
    return redirect(target) if (target := next_of(request)) else redirect(otherwise, *args)


@cache
def _pattern(name: str, many: int) -> str:
    stand_ins = [str(STAND_IN + number) for number in range(many)]
    pattern = reverse(name, args=stand_ins).replace("{", "{{").replace("}", "}}")
    for one in stand_ins:
        pattern = pattern.replace(one, "{}")
    return pattern
