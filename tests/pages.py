"""Which pages are there, and who looks at them? One list for pictures, axe and the other checks of a browser."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page: a name for its pictures, an address, and who looks (None: nobody signed in)."""

    name: str
    path: str
    who: str | None = "hana"


def pages(things: dict[str, int]) -> list[Page]:
    """Return every page; `things` gives the ids that the addresses need."""
    return [
        Page("sign-in", "/accounts/login/", None),
        Page("sign-in-help", "/accounts/password/reset/", None),
        Page("invitation-closed", "/accounts/invitation/none/", None),
        Page("today", "/", "ines"),
        Page("lattice", "/tracks/", "ines"),
        Page("lattice-product", "/tracks/?ladder=product", "hana"),
        Page("level", f"/tracks/levels/{things['level']}/", "ines"),
        Page("ladders", "/tracks/ladders/"),
        Page("ladder-version", f"/tracks/ladders/{things['version']}/"),
        Page("heights", f"/tracks/ladders/{things['version']}/heights/"),
        Page("ladder-import", "/tracks/import/"),
        Page("grades", "/tracks/grades/"),
        Page("people", "/people/", "ines"),
        Page("people-nobody", "/people/?q=nobodyhere", "ines"),
        Page("person", f"/people/{things['ines']}/", "ines"),
        Page("person-hr", f"/people/{things['otto']}/"),
        Page("person-edit", f"/people/{things['otto']}/edit/"),
        Page("person-move", f"/people/{things['otto']}/move/"),
        Page("person-leave", f"/people/{things['lena']}/leave/"),
        Page("person-new", "/people/new/"),
        Page("org-chart", "/people/org-chart/", "otto"),
        Page("org-chart-below", f"/people/org-chart/?of={things['lena']}", "otto"),
        Page("without-manager", "/people/without-manager/"),
        Page("import", "/people/import/"),
        Page("inbox", "/notifications/", "lena"),
        Page("choices", "/notifications/choices/", "lena"),
        Page("undelivered", "/notifications/undelivered/"),
        Page("administrators", "/accounts/administrators/"),
        Page("second-factor", "/accounts/2fa/", "lena"),
        Page("sessions", "/accounts/sessions/", "lena"),
        Page("nothing-here", "/nothing/", "otto"),
    ]
