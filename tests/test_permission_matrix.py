"""Does every address give each role exactly what the matrix says, with every header, and change nothing for those it refuses?"""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.headers import faults
from tests.matrix import ALLAUTH, OPEN, ROLES, rows
from tests.soak import IS_SOAK
from tests.world import addresses, clients


def test_every_address_has_a_row_and_every_row_an_address():
    ours = {name for name in addresses() if name not in ALLAUTH}
    assert ours == {name for name, _ in rows()}
    assert set(ALLAUTH) == {name for name in addresses() if name.startswith(("account_", "mfa_", "usersessions_"))}


def test_who_sees_how_many_stand_on_a_level_may_list_them():
    """The lattice counts exactly because the directory lists everybody with their level: neither is open to more people than the other."""
    answers = rows()
    listed = answers["directory:people_csv", "GET"]
    for page in ("tracks:lattice", "tracks:level"):
        seen = {role for role, answer in answers[page, "GET"].items() if answer == "200"}
        assert seen <= {role for role, answer in listed.items() if answer == "200"}, page


class Watch:
    """Which tables are written to, sessions aside."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and '"django_session"' not in sql:
            self.written.append(sql[:80])
        return execute(sql, params, many, context)


class Unwritten:
    """Middleware: every page stays unwritten. Who may see it is settled before; test_query_budget.py reads each as every role."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        response.content = b""
        return response


@pytest.mark.django_db
def test_every_cell_is_as_the_matrix_says(world, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Unwritten"]
    things, users = world
    browsers, wrong, seen, read = clients(users), [], set(), set()
    for (name, method), cells in rows().items():
        address = reverse(name, args=things.get(name, []))
        for role in ROLES:
            watch = Watch()
            with transaction.atomic(), connection.execute_wrapper(watch):
                client = browsers[role]
                response = client.get(address) if method == "GET" else client.post(address, {"nothing": "of use"})
                if hasattr(response, "streaming_content"):
                    b"".join(response.streaming_content)
                transaction.set_rollback(True)
            sent_in = response.status_code == 302 and response.headers["Location"].startswith("/accounts/login/")
            answer = "in" if sent_in else str(response.status_code)
            seen.add(answer)
            if answer != cells[role]:
                wrong.append(f"{name} {method} {role}: {answer}, not {cells[role]}")
            if answer in ("in", "403", "404", "405") and watch.written:
                wrong.append(f"{name} {method} {role}: refused, and still wrote {watch.written}")
            page = (name, method, answer) if answer in ("200", "302", "in") else (name.partition(":")[0], method, answer)
            if page not in read:  # once each; what refuses a page is the same in the whole feature
                read.add(page)
                odd = faults(response, is_signed_in=role != "anonymous")
                wrong += [f"{name} {method} {role}: {fault}" for fault in odd]
    assert not wrong, "\n".join(wrong)
    assert {"in", "200", "302", "400", "403", "404", "405"} <= seen


@pytest.mark.django_db
def test_no_other_method_is_answered(world):
    things, users = world
    client = Client(raise_request_exception=False)
    client.force_login(users["ines"])
    odd = [
        f"{method} {name}: {status}"
        for name in {name for name, _ in rows()}
        for method in ("PUT", "PATCH", "DELETE", "TRACE")
        if (status := client.generic(method, reverse(name, args=things.get(name, []))).status_code) not in (403, 404, 405)
        and name not in ("alive", "ready", "outbox_health")
    ]
    assert not odd, "\n".join(odd)


ODD_IDS = ("0", "-1", str(2**63), str(2**70), "1%20OR%201=1", "%00", "x" * 10_000, "../..")


@pytest.mark.soak
@pytest.mark.django_db
def test_odd_addresses_and_parameters_never_break_anything(world, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    things, users = world
    client = Client(raise_request_exception=False)
    client.force_login(users["hana"])
    broken, number = [], 0
    for name in sorted({name for name, _ in rows()}):
        address = reverse(name, args=things.get(name, []))
        tries = [
            f"{address}?{key}={odd}&{key}=2"
            for key in ("q", "team", "of", "ladder", "before", "after", "place")
            for odd in ODD_IDS
        ]
        if things.get(name):
            tries += [address.replace(f"/{things[name][0]}/", f"/{odd}/") for odd in ODD_IDS]
        for each in tries:
            number += 1
            if not IS_SOAK and number % 100:  # every hundredth; `make soak` tries them all
                continue
            response = client.get(each)
            if response.status_code >= 500 and name != "outbox_health":
                broken.append(f"{response.status_code} {each[:100]}")
    assert not broken, "\n".join(broken)


@pytest.mark.django_db
def test_allauths_pages_are_closed_to_strangers_unless_they_are_the_way_in(client):
    args = {"account_reset_password_from_key": ["1", "x"], "mfa_edit_webauthn": [1], "mfa_remove_webauthn": [1]}
    answers = {name: client.get(reverse(name, args=args.get(name, []))) for name in ALLAUTH}
    closed = {
        name for name, answer in answers.items() if answer.status_code == 302 and "/accounts/login/" in answer.headers["Location"]
    }
    assert ALLAUTH - closed <= OPEN
    assert all(answer.status_code < 500 for answer in answers.values())
