"""How are the people of a rung drawn?"""

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from people.tracks.lattice import Rung

register = Library()
STEP = 10  # from dot to dot, in pixels
SQUARE = '<rect class="{mark}" x="{x}" y="{y}" width="7" height="7" rx="1"/>'
DISC = '<circle class="{mark}" cx="{cx}" cy="{cy}" r="3.5"/>'


@register.simple_tag
def dots(rung: Rung, shape: str, a_dot: int) -> SafeString:
    """Draw a rung's people beside the scale, squares for engineering and discs for management; the left track from the right edge."""
    rows = rung.rows_of_dots(a_dot)
    if not rows:
        return SafeString()
    width, height = max(len(row) for row in rows) * STEP - 1, len(rows) * STEP - 1
    drawn = []
    for line, row in enumerate(rows):
        for column, is_me in enumerate(row):
            x = width - 8 - column * STEP if shape == "eng" else 1 + column * STEP
            y = 1 + line * STEP
            mark = "dot-you" if is_me else "dot-eng" if shape == "eng" else "dot-mgmt"
            drawn.append((SQUARE if shape == "eng" else DISC).format(mark=mark, x=x, y=y, cx=x + 3.5, cy=y + 3.5))
    frame = f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true">'
    return mark_safe(f"{frame}{''.join(drawn)}</svg>")  # noqa: S308  (numbers and words of ours)
