"""How does a template show Markdown?"""

from django.template import Library
from django.utils.safestring import SafeString

from transition.lib.markdown import to_html

register = Library()


@register.filter
def markdown(text: str, top_heading: int = 3) -> SafeString:
    """Show Markdown, sanitised; its highest headings become <h`top_heading`>."""
    return to_html(text, top_heading=top_heading)
