"""How does a view answer with a page, or with the one fragment HTMX asked for?"""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers


def page_or_fragment(request: HttpRequest, *, page: str, fragment: str, context: dict[str, Any]) -> TemplateResponse:
    """Return the whole page, or only `fragment` when HTMX asks; the answer varies by HX-Request."""
    htmx = getattr(request, "htmx", None)
    response = TemplateResponse(request, fragment if htmx and not htmx.boosted else page, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
