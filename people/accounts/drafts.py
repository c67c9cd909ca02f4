"""How does a form come back with what somebody was typing?"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from people.accounts import actions
from people.accounts.queries import draft_of


def remembered(request: HttpRequest, name: str, thing: object = "") -> tuple[Mapping[str, Any] | None, dict[str, Any]]:
    """Return (initial values from the draft or None, context for a `<draft-form>`) for a form about a thing.

    `name` is the form's, as "tracks:level"; `thing` the primary key it is about, empty for a new one.
    """
    draft = draft_of(request.user, name, str(thing))  # type: ignore[arg-type]
    query = {"form": name, "thing": str(thing)}
    context = {
        "draft_url": f"{reverse('accounts:draft')}?{urlencode(query)}",
        "draft_discard_url": f"{reverse('accounts:draft')}?{urlencode(query | {'discard': '1', 'next': request.get_full_path()})}",
        "draft_saved_at": draft.saved_at if draft else None,
    }
    return (actions.read_draft(draft) if draft else None), context


def fill(form: forms.Form, values: Mapping[str, Any] | None) -> forms.Form:
    """Put the words of a draft into an unbound form: they are shown, not yet judged."""
    if values and not form.is_bound:
        data = QueryDict(mutable=True)
        for name, found in values.items():
            data.setlist(name, found)
        for name, field in form.fields.items():
            if form.add_prefix(name) in data or isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
    return form


def forget(request: HttpRequest, name: str, thing: object = "") -> None:
    """Forget the draft of a form that was sent."""
    actions.discard_draft(request.user, form=name, thing=str(thing))  # type: ignore[arg-type]


def form_page(
    request: HttpRequest, template: str, form: forms.Form, *, name: str, thing: object = "", context: dict[str, Any]
) -> TemplateResponse:
    """Answer with a page that has a form, filled with what somebody was typing into it."""
    words, draft = remembered(request, name, thing)
    return TemplateResponse(request, template, {"form": fill(form, words), **draft, **context})
