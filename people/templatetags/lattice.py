"""How are the people of a rung drawn?"""

from typing import Any

from django.template import Library

from people.tracks.lattice import Rung

register = Library()
STEP = 10  # from dot to dot, in pixels


@register.inclusion_tag("people/tracks/_dots.html")
def dots(rung: Rung, shape: str, a_dot: int) -> dict[str, Any]:
    """Draw a rung's people as dots beside the scale: to the right on the left track, to the left on the right one."""
    rows = rung.rows_of_dots(a_dot)
    width = max((len(row) for row in rows), default=0) * STEP - 1
    places = []
    for line, row in enumerate(rows):
        for column, is_me in enumerate(row):
            x = width - 8 - column * STEP if shape == "eng" else 1 + column * STEP
            y = 1 + line * STEP
            places.append((x, y, is_me, x + 3.5, y + 3.5))
    return {"rows": rows, "width": width, "height": max(0, len(rows) * STEP - 1), "dots": places, "shape": shape}
