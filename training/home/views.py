"""What does a person see first?"""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def today(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "training/home/today.html", {})
