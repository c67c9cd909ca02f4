"""How is what every page says in the same words drawn only once?"""

from django.conf import settings
from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = Library()
_drawn: dict[str, SafeString] = {}


@register.simple_tag
def once(template: str) -> SafeString:
    """Draw a template that needs nothing from the page, and keep it as long as the process lives (with DEBUG, not at all)."""
    if settings.DEBUG or template not in _drawn:
        _drawn[template] = render_to_string(template)
    return _drawn[template]
