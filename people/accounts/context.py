"""What does the frame around every page need to know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"DEMO": settings.DEMO, "COMPANY_NAME": settings.COMPANY_NAME, "person": getattr(request, "person", None)}
