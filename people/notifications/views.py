"""What does a person see of what they were told?"""

import email
from email.message import EmailMessage
from email.policy import default
from itertools import islice

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.notifications import actions
from people.notifications.forms import ChoiceForm
from people.notifications.mail_folder import folder
from people.notifications.models import Delivery, NotificationChoice
from people.notifications.permissions import visible_deliveries, visible_inbox_messages
from people.notifications.queries import undelivered as undelivered_of
from transition.lib import moments
from transition.lib.access import require
from transition.lib.keyset import page_of


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_inbox")
    page = page_of(
        visible_inbox_messages(request.user),
        order=["-at", "-pk"],
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    return TemplateResponse(request, "people/notifications/inbox.html", {"page": page})


@require_POST
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(visible_inbox_messages(request.user), pk=pk)
    actions.mark_read(visible_inbox_messages(request.user).filter(pk=pk), at=moments.now())
    return redirect(message.link or "notifications:inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_inbox")
    actions.mark_read(visible_inbox_messages(request.user), at=moments.now())
    return redirect("notifications:inbox")


@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_inbox")
    choice = NotificationChoice.objects.filter(employee=request.person).first() or NotificationChoice()
    form = ChoiceForm(request.POST or None, is_hr=request.user.is_hr_administrator)
    if request.method == "POST" and form.is_valid():
        actions.choose(request.person, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("notifications:choices")
    if request.method == "GET":
        form.initial = {
            "wants_digest": "1" if choice.wants_digest else "0",
            "digest_hour": choice.digest_hour,
            "quiet_from": choice.quiet_from,
            "quiet_until": choice.quiet_until,
            "wanted": [name for name in form.offered if name not in choice.muted],
        }
    return TemplateResponse(request, "people/notifications/choices.html", {"form": form})


@require_http_methods(["GET", "POST"])
def undelivered(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_undelivered")
    dead = undelivered_of(visible_deliveries(request.user))
    if request.method == "POST":
        delivery = get_object_or_404(dead, pk=request.POST.get("delivery") or 0)
        act = actions.retry if "retry" in request.POST else actions.acknowledge
        act(delivery, by=request.user, at=moments.now())
        messages.success(request, "It is on its way again." if "retry" in request.POST else "It rests.")
        return redirect("notifications:undelivered")
    page = page_of(
        dead.select_related("recipient", "notice"),
        order=["-available_at", "-pk"],
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    waiting = Delivery.objects.filter(state__in=[Delivery.State.PENDING, Delivery.State.LEASED]).count()
    return TemplateResponse(request, "people/notifications/undelivered.html", {"page": page, "waiting": waiting})


@require_GET
def sent_mail(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    files = islice(sorted(folder().glob("*.eml"), reverse=True), 30)
    mails = [email.message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default) for file in files]
    shown = [
        {"to": mail["To"], "subject": mail["Subject"], "body": body.get_content() if (body := mail.get_body(["plain"])) else ""}
        for mail in mails
    ]
    return TemplateResponse(request, "people/notifications/sent_mail.html", {"mails": shown})
