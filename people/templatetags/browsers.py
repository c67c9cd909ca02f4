"""With which browser, on what, is somebody signed in? The words of a user agent that say something to people."""

import re

from django import template

register = template.Library()

# In this order: a browser names those it wants to be taken for as well.
_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS X": "Mac", "Linux": "Linux"}


@register.filter
def browser_name(user_agent: str) -> str:
    """Return "Firefox on Windows"; of what is not known, the beginning of what it says of itself."""
    browser = next((name for sign, name in _BROWSERS.items() if re.search(rf"{sign}[A-Za-z]*/", user_agent)), "")
    system = next((name for sign, name in _SYSTEMS.items() if sign in user_agent), "")
    return " on ".join(filter(None, (browser, system))) or user_agent[:60] or "unknown"
