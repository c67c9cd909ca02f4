"""What must every answer tell the browser, and what must no page hold?"""

import re
from html.parser import HTMLParser

from django.http import HttpResponse

POLICY = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
    "img-src": ["'self'", "data:"],
}


def faults(response: HttpResponse, *, is_signed_in: bool) -> list[str]:
    """Return what is wrong with the headers and, in a page, with what the policy would refuse."""
    headers, found = response.headers, []
    parts = [words.split() for words in headers.get("Content-Security-Policy", "").split(";") if words.strip()]
    policy = {name: sources for name, *sources in parts}
    if policy != POLICY:
        found.append(f"Content-Security-Policy {policy}")
    if headers.get("X-Content-Type-Options") != "nosniff":
        found.append("nosniff is missing")
    if headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        found.append(f"Referrer-Policy {headers.get('Referrer-Policy')}")
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        found.append("Cross-Origin-Opener-Policy is missing")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy is missing")
    if "Access-Control-Allow-Origin" in headers:
        found.append("another origin may read this")
    if "Server" in headers or "X-Powered-By" in headers:
        found.append("says what serves it")
    if is_signed_in and "no-store" not in headers.get("Cache-Control", ""):
        found.append(f"Cache-Control {headers.get('Cache-Control')}")
    if headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        found += Inline.in_page(response.content.decode())
    return found


class Inline(HTMLParser):
    """Finds what a strict policy refuses, in pages of others' templates as well as in ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def in_page(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("type") or ""
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in kind):
            self.found.append(f"inline {tag}")
        for name, value in given.items():
            if name == "style" or name.startswith("on") or (value or "").lower().startswith("javascript:"):
                self.found.append(f"{name}={value}")
            outside = tag in ("script", "link", "img", "iframe", "form") and re.match(r"(https?:)?//", value or "")
            if name in ("src", "href", "action") and outside:
                self.found.append(f"{tag} from {value}")
