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
