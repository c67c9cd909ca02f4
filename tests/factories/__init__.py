"""How do tests make things?"""

from datetime import date

import factory

from people.accounts.models import User
from people.employees.models import Employee, ReportingLine, Team


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}@kestrel.example")
    email = factory.LazyAttribute(lambda user: user.username)


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")


class EmployeeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employee

    user = factory.SubFactory(UserFactory)
    first_name = "Robin"
    last_name = factory.Sequence(lambda n: f"Person{n:05}")
    email = factory.LazyAttribute(lambda employee: employee.user.email if employee.user else "")
    hired_on = date(2024, 1, 8)


class ReportingLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportingLine

    employee = factory.SubFactory(EmployeeFactory)
    manager = factory.SubFactory(EmployeeFactory)
    started_on = date(2024, 1, 8)
