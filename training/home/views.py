"""What does a person see first?"""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from people.notifications.queries import unread


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    waiting = list(unread(request.person)[:10]) if request.person else []
    return TemplateResponse(request, "training/home/today.html", {"today": timezone.localdate(), "waiting": waiting})
