"""How is a level of delegation drawn? Seven steps, the one that holds filled; from holders on the left to the others on the right."""

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

register = Library()


@register.simple_tag
def seven_steps(level: int) -> SafeString:
    """Draw a level of delegation (1 to 7). The word stands beside it."""
    steps = "".join(
        f'<circle class="{"c-fill-accent" if step == level else "c-hole-soft"}" cx="{step * 12 - 6}" cy="6" r="4"/>'
        for step in range(1, 8)
    )
    return mark_safe(f'<svg viewBox="0 0 84 12" width="84" height="12" aria-hidden="true">{steps}</svg>')  # noqa: S308  (numbers of ours)
