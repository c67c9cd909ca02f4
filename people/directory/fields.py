"""How does somebody name a person in a form, without a list of everybody?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse_lazy

from people.directory.queries import called, found, words_in
from people.employees.models import Employee
from transition.lib import moments
from transition.lib.fields import Area


class EmployeeInput(forms.TextInput):
    """A text field that offers names while one types; without scripts it is a text field."""

    template_name = "people/directory/_employee_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["suggest_url"] = reverse_lazy("directory:suggest")
        return context


class EmployeeChoiceField(forms.CharField):
    """Names one employee by full name, e-mail, login name or number; the value is the Employee (or None when left empty)."""

    widget = EmployeeInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "A full name, an e-mail address or an employee number.")
        super().__init__(max_length=250, **kwargs)
        self.queryset: QuerySet[Employee] | None = None  # who can be named, where that is not everybody,
        self.whom = ""  # and who that is, in words

    def people(self) -> QuerySet[Employee]:
        return Employee.objects.all() if self.queryset is None else self.queryset

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Employee):
            return value.email or value.login_name or value.number or value.name
        return value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        matches = list(called(self.people(), words)[:6])
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = ", ".join(f"{one} ({one.email or one.number})" for one in matches)
            raise forms.ValidationError(f"Several people are called that: {names}. Give the address or the number.")
        if self.queryset is not None and called(Employee.objects.all(), words).exists():
            raise forms.ValidationError(f"“{words}” cannot be named here, only {self.whom}.")
        near = list(found(self.people(), words_in(words), on=moments.today())[:3])
        hint = f" Did you mean {' or '.join(str(one) for one in near)}?" if near else ""
        raise forms.ValidationError(f"Nobody here is called “{words}”.{hint}")


class EmployeesField(forms.CharField):
    """Names several employees, one a line, each as EmployeeChoiceField does; the value is a list of Employees, each once."""

    widget = Area

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "One a line: a full name, an e-mail address or an employee number.")
        super().__init__(max_length=10_000, **kwargs)
        self.widget.attrs["rows"] = 4

    def clean(self, value: Any) -> Any:
        one = EmployeeChoiceField()
        found, faults = {}, []
        for line in super().clean(value).splitlines():
            try:
                person = one.clean(line.strip()) if line.strip() else None
            except forms.ValidationError as fault:
                faults += fault.messages
            else:
                found |= {person.pk: person} if person else {}
        if faults:
            raise forms.ValidationError(faults)
        return list(found.values())
