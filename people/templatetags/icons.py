"""How does a template draw an icon? As lines in the page, so that no second request is made."""

import re
from functools import cache

from django.conf import settings
from django.template import Library
from django.utils.safestring import SafeString, mark_safe

register = Library()


@cache
def _symbols() -> dict[str, str]:
    sheet = (settings.BASE_DIR / "static" / "img" / "icons.svg").read_text()
    return dict(re.findall(r'<symbol id="i-([a-z-]+)"[^>]*>(.*?)</symbol>', sheet, re.DOTALL))


@register.simple_tag
def icon(name: str, style: str = "icon") -> SafeString:
    """Draw the icon `name` of static/img/icons.svg. Raises KeyError for an unknown one."""
    return mark_safe(f'<svg class="{style}" viewBox="0 0 16 16" aria-hidden="true">{_symbols()[name]}</svg>')  # noqa: S308  (our own file)


_SQUARE = '<rect x="2" y="2" width="12" height="12" rx="2"/>'
_MARKS = {
    "open": _SQUARE,
    "part": _SQUARE + '<path d="M2 9h12v3a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2z"/>',
    "met": _SQUARE + '<path d="m5 8.25 2.25 2.25L11.25 6"/>',
    "waived": _SQUARE + '<path d="M5 8h6"/>',
    "late": '<path d="M8 1.5 15 14H1z"/>',
}


@register.simple_tag
def mark(state: str) -> SafeString:
    """Draw how far something is: open, part, met, waived or late. The word stands beside it. Raises KeyError for another one."""
    return mark_safe(f'<svg class="mark" data-state="{state}" viewBox="0 0 16 16" aria-hidden="true">{_MARKS[state]}</svg>')  # noqa: S308


@register.simple_tag
def carried(times: int) -> SafeString:
    """Say how often something was carried on, with a stroke for each time (at most nine), as one keeps count by hand; nothing for 0."""
    if not times:
        return SafeString()
    strokes = "".join(f'<line class="c-ink" x1="{x}" y1="1" x2="{x}" y2="11"/>' for x in range(1, 4 * min(times, 9), 4))
    width, words = 4 * min(times, 9) - 1, {1: "once", 2: "twice"}.get(times, f"{times} times")
    drawn = f'<svg viewBox="0 0 {width} 12" width="{width}" height="12" aria-hidden="true">{strokes}</svg>'
    return mark_safe(f' <span class="carried">{drawn}carried {words}</span>')  # noqa: S308
