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
        Page("today-lena", "/", "lena"),
        Page("today-hana", "/"),
        Page("today-otto", "/", "otto"),
        Page("team", "/team/", "lena"),
        Page("one-on-ones", "/one-on-ones/", "ines"),
        Page("one-on-ones-otto", "/one-on-ones/", "otto"),
        Page("one-on-one", f"/one-on-ones/meetings/{things['meeting']}/", "ines"),
        Page("one-on-one-series", f"/one-on-ones/{things['series']}/", "ines"),
        Page("one-on-one-rhythm", f"/one-on-ones/{things['series']}/rhythm/", "ines"),
        Page("one-on-one-move", f"/one-on-ones/meetings/{things['meeting']}/move/", "ines"),
        Page("one-on-one-begin", f"/one-on-ones/with/{things['otto']}/", "ines"),
        Page("rhythms", "/one-on-ones/rhythms/"),
        Page("learning", "/learning/", "ines"),
        Page("programme", "/learning/first-90-days/", "ines"),
        Page("module", "/learning/first-90-days/handing-over/", "ines"),
        Page("playbooks", "/playbooks/", "ines"),
        Page("playbooks-search", "/playbooks/?q=tired", "otto"),
        Page("playbook", "/playbooks/underperformance/"),
        Page("playbook-edit", "/playbooks/underperformance/edit/"),
        Page("playbook-start", "/playbooks/leaving/start/", "ines"),
        Page("playbook-run", f"/playbooks/runs/{things['run']}/", "ines"),
        Page("playbook-close", f"/playbooks/runs/{things['run']}/close/", "ines"),
        Page("my-track", "/choices/", "otto"),
        Page("shared-with-me", "/choices/shared/", "lena"),
        Page("trials", "/trials/"),
        Page("trials-none", "/trials/", "otto"),
        Page("trials-overview", "/trials/overview/"),
        Page("nominate", "/trials/nominate/", "lena"),
        Page("trial", f"/trials/{things['trial']}/", "ines"),
        Page("trial-sponsor", f"/trials/{things['trial']}/", "lena"),
        Page("trial-late", f"/trials/{things['late']}/"),
        Page("trial-decided", f"/trials/{things['decided']}/"),
        Page("trial-returned", f"/trials/{things['returned']}/"),
        Page("contract", f"/trials/{things['trial']}/contract/", "ines"),
        Page("contract-to-sign", f"/trials/{things['to_sign']}/contract/"),
        Page("offer", f"/trials/{things['to_sign']}/offer/"),
        Page("cancel", f"/trials/{things['to_sign']}/cancel/"),
        Page("check-in-held", f"/trials/check-ins/{things['check_in_held']}/", "ines"),
        Page("check-in-ahead", f"/trials/check-ins/{things['check_in_ahead']}/", "ines"),
        Page("decide", f"/trials/{things['trial']}/decide/", "ines"),
        Page("way-back", f"/trials/{things['trial']}/way-back/", "ines"),
        Page("waive", f"/trials/{things['late']}/waive/"),
        Page("sponsor", f"/trials/{things['late']}/sponsor/"),
        Page("announcement", f"/trials/announcements/{things['announcement']}/", "otto"),
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
