"""Name the first HR administrator of a company."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from people.accounts.actions import grant_hr, open_account
from people.directory.queries import called
from people.employees.actions import hire_employee
from people.employees.models import Employee
from transition.lib import moments


class Command(BaseCommand):
    help = "Make somebody an HR administrator, with an account if they have none, and print the link with which they choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = moments.now()
        try:
            employee = called(Employee.objects.select_related("user"), options["email"]).first() or hire_employee(
                first_name=options["first_name"],
                last_name=options["last_name"] or options["email"].partition("@")[0],
                email=options["email"],
                by=None,
                at=now,
            )
            user = employee.user or open_account(employee, by=None, at=now)
            grant_hr(user, granted=True, by=None, at=now)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        uidb36, _, token = key.partition("-")
        link = reverse("account_reset_password_from_key", args=[uidb36, token])
        self.stdout.write(f"{employee} is an HR administrator. Choose a password here: {settings.SITE_URL}{link}")
