"""The attacks on anonymity: who reads everything, over any time, learns nothing about one person. (Y1 is in test_tree.py.)"""

import re
from collections import Counter
from datetime import timedelta
from random import Random
from statistics import fmean

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from people.employees.models import Employee
from people.history.models import Record
from people.notifications.actions import plan_due
from people.notifications.mail import compose
from people.notifications.models import Channel, Delivery, InboxMessage, Notice
from tests.soak import IS_SOAK, cases
from tests.training.evaluations.office import Office, moment
from training.evaluations import actions, clock, figures, release
from training.evaluations.ballots import SIZE, BallotBox, KeyLost
from training.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationComment,
    EvaluationCycle,
    EvaluationInvitation,
    SealedBallot,
)

DAY = timedelta(days=1)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def watched(office, signed_in, settings, django_capture_on_commit_callbacks):
    """Lena leads five; everybody else looks on: her manager, HR, a superuser, a stranger."""
    settings.SECOND_FACTOR_REQUIRED = False
    office.team("lena", 5, above="top")
    office.add("hana", "root", "sam")
    office.people["hana"].user.is_hr_administrator = True
    office.people["root"].user.is_superuser = True
    for name in ("hana", "root"):
        office.people[name].user.save()
    with django_capture_on_commit_callbacks(execute=True):
        yield office


def look(browsers, paths) -> dict[tuple[str, str], bytes]:
    """Return what each of them sees at each address, without what is random in every page."""
    found = {}
    for name, browser in browsers.items():
        for path in paths:
            answer = browser.get(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found[name, path] = str(answer.status_code).encode() + TOKEN.sub(b"", body)
    return found


def test_y2_y10_while_it_is_open_no_page_changes_whoever_answers(watched, signed_in, time_machine):
    office: Office = watched
    time_machine.move_to(office.at, tick=False)
    cycle = office.opened("lena")
    evaluation = office.evaluation(cycle, "lena")
    browsers = {name: signed_in(office.people[name]) for name in ("lena", "top", "hana", "root", "sam")}
    paths = [
        "/", "/evaluations/", "/evaluations/cycles/", f"/evaluations/cycles/{cycle.pk}/", f"/evaluations/{evaluation.pk}/",
        f"/evaluations/{evaluation.pk}/shared/", "/notifications/", "/people/?q=lena", f"/people/{office.people['lena'].pk}/",
        "/people/csv/", "/team/", "/healthz/outbox",
    ]  # fmt: skip
    before = look(browsers, paths)
    for number in range(1, 6):
        office.say(cycle, f"lena-{number}", "lena", number, words="Something of their own.")
        if IS_SOAK or number in (2, 5):
            assert look(browsers, paths) == before
    assert before["lena", f"/evaluations/{evaluation.pk}/"].startswith(b"404")


@pytest.mark.soak
def test_y3_what_was_promised_cannot_be_edited_and_one_newcomer_is_not_computed(watched):
    office: Office = watched
    cycle = office.opened("lena")
    with pytest.raises(ValidationError):
        actions.choose_below(office.evaluation(cycle, "lena"), below="pool", by=None, at=office.at)
    random, exact = Random(3), 0
    number = cases(20_000, quick=2000)
    for _ in range(number):
        n = random.choice((5, 6, 7))
        values = [random.choice((2, 3, 3, 4, 4, 4, 5)) for _ in range(n)]
        newcomer = random.choice((1, 2, 3, 4, 5))
        exact += (
            len(possible(figures.group_cell([values], threshold=3), n, figures.group_cell([[*values, newcomer]], threshold=3)))
            == 1
        )
    print(f"\nY3: {exact / number:.1%} of newcomers follow exactly from two reports")
    assert exact / number <= 0.05


def possible(before, n: int, after) -> set[int]:
    """Return what one newcomer can have answered, if the other `n` answered the same in both cycles."""
    low, high = bounds(before)
    low_after, high_after = bounds(after)
    return {value for value in range(1, 6) if low * n + value <= high_after * (n + 1) and high * n + value >= low_after * (n + 1)}


def bounds(cell) -> tuple[float, float]:
    score, half = float(cell["score"]), float(figures._coarseness(cell)) / 2
    return (1 if cell["end"] == "less" else score - half), (5 if cell["end"] == "more" else score + half)


def test_y4_y9_what_is_released_stands_in_the_report_alone(watched, signed_in, time_machine):
    office: Office = watched
    time_machine.move_to(office.at, tick=False)
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (4, 4, 5, 4, 5), words="canaryword")
    office.release(cycle)
    evaluation = office.evaluation(cycle, "lena")
    time_machine.move_to(office.at, tick=False)
    plan_due(at=moment(office.today) + timedelta(hours=3))
    browsers = {name: signed_in(office.people[name]) for name in ("lena", "top", "hana", "root", "sam", "lena-1")}
    paths = [
        "/", "/evaluations/", "/evaluations/cycles/", f"/evaluations/cycles/{cycle.pk}/", f"/evaluations/{evaluation.pk}/",
        "/notifications/", f"/people/{office.people['lena'].pk}/", "/people/csv/",
    ]  # fmt: skip
    seen = look(browsers, paths)
    assert {where for where, body in seen.items() if b"canaryword" in body} == {("lena", f"/evaluations/{evaluation.pk}/")}
    assert (
        b"Of Kestrel"
        not in TOKEN.sub(b"", browsers["sam"].get("/people/?q=canaryword").content).partition(b"<main")[2].partition(b"</main")[0]
    )
    reads = {name for name, path in seen if path == f"/evaluations/{evaluation.pk}/" and seen[name, path].startswith(b"200")}
    assert reads == {"lena"}, "of one to learn from: neither HR nor her manager nor a superuser"
    for delivery in Delivery.objects.filter(channel=Channel.MAIL).select_related("notice", "recipient"):
        assert "canaryword" not in str(vars(compose([delivery])))
    for model in (EvaluationAnswer, EvaluationComment, SealedBallot):
        assert not apps.is_installed("django.contrib.admin"), model


def physical_order(model) -> list:
    """Return the primary keys of a table as they lie on the disk."""
    name = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM "{model._meta.db_table}" ORDER BY {name}')
        return [str(row[0]).replace("-", "") for row in cursor.fetchall()]


@pytest.mark.soak
def test_y5_a_reader_of_the_whole_database_guesses_no_author(office):
    """Each of five reports gives every question a value of their own, so that each value has a known author; 200 ballots, 3,400 guesses."""
    managers = [f"m{number}" for number in range(cases(200, quick=40))]
    for name in managers:
        office.team(name, 5, above="top")
    cycle = office.opened(*managers)
    answered: dict[str, list[int]] = {}
    random = Random(1)
    for name in managers:
        order = random.sample(range(5), 5)  # the order in which they answer, which an access log would know
        answered[name] = [number + 1 for number in order]
        for number in order:
            office.say(cycle, f"{name}-{number + 1}", name, number + 1, words=f"{number + 1}")
    office.release(cycle)
    assert not SealedBallot.objects.exists()
    orders = {
        "as it lies on the disk": physical_order(EvaluationAnswer),
        "by key": sorted(pk.hex for pk in EvaluationAnswer.objects.values_list("pk", flat=True)),
        "as a query gives it": [pk.hex for pk in EvaluationAnswer.objects.values_list("pk", flat=True)],
    }
    rows = {row.pk.hex: row for row in EvaluationAnswer.objects.filter(group="report").select_related("evaluation__manager")}
    guesses, hits = Counter(), Counter()
    linked, pairs = Counter(), Counter()
    for order, keys in orders.items():
        found: dict[tuple[str, int], list[int]] = {}
        for key in keys:
            if key in rows:
                row = rows[key]
                found.setdefault((row.evaluation.manager.first_name, row.question_id), []).append(row.value)
        for (name, question), values in found.items():
            for known, by in ((answered[name], "answering"), ([1, 2, 3, 4, 5], "invitation")):
                guesses[order, by] += 5
                hits[order, by] += sum(value == author for value, author in zip(values, known, strict=True))
            if (name, question + 1) in found:
                pairs[order] += 5
                linked[order] += sum(one == other for one, other in zip(values, found[name, question + 1], strict=True))
    assert min(guesses.values()) >= 200 * 17
    for how, number in guesses.items():
        assert abs(hits[how] / number - 0.2) <= 0.02 + 1.5 * (0.16 / number) ** 0.5, how
    for how, number in pairs.items():
        assert abs(linked[how] / number - 0.2) <= 0.02 + 1.5 * (0.16 / number) ** 0.5, (
            f"answers of one person lie at one place: {how}"
        )
    texts = list(EvaluationComment.objects.values_list("evaluation__manager__first_name", "text"))
    places: dict[str, list[int]] = {}
    for name, text in texts:
        places.setdefault(name, []).append(int(text))
    share = fmean(
        value == author for name, values in places.items() for value, author in zip(values, answered[name], strict=True)
    )
    assert abs(share - 0.2) <= 0.02 + 4 * (0.16 / len(texts)) ** 0.5
    print(f"\nY5: { ({how: f'{hits[how] / number:.1%}' for how, number in guesses.items()}) }; chance is 20 %")


def test_y5_nothing_beside_the_answers_says_when_somebody_answered(watched):
    office: Office = watched
    cycle = office.opened("lena")
    before = {model: model.objects.count() for model in (Record, Notice, InboxMessage, Delivery)}
    office.all_say(cycle, "lena", (4, 4, 5, 4, 5))
    assert {model: model.objects.count() for model in before} == before
    dates = [field.name for field in EvaluationInvitation._meta.get_fields() if "Date" in type(field).__name__]
    assert not dates


def test_y6_a_backup_from_the_open_window_is_noise_without_the_key(watched, django_capture_on_commit_callbacks):
    office: Office = watched
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (1, 2, 3), words="w" * 900)
    actions.keep_draft(office.invitation(cycle, "lena-4", "lena"), values={"q1": ["draftword"]})
    backup = list(SealedBallot.objects.values_list("lookup", "content"))
    assert {len(content) for _, content in backup} == {SIZE + 28}, "every ballot is of one size, drafts too"
    assert not any(b"draftword" in bytes(content) or b"www" in bytes(content) for _, content in backup)
    with django_capture_on_commit_callbacks(execute=True):
        office.release(cycle)
    with pytest.raises(KeyLost):
        BallotBox(cycle.key_name)
    other = office.opened("lena")
    box = BallotBox(other.key_name)
    for lookup, content in backup:
        with pytest.raises(ValueError, match="not what was sealed"):
            box.open(lookup, bytes(content))
        assert lookup not in {box.lookup(pk) for pk in EvaluationInvitation.objects.values_list("pk", flat=True)}


def test_y6_the_same_answers_are_sealed_differently_and_cannot_be_swapped(watched):
    office: Office = watched
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (3, 3))
    first, second = SealedBallot.objects.all()
    assert bytes(first.content) != bytes(second.content)
    box = BallotBox(cycle.key_name)
    with pytest.raises(ValueError, match="not what was sealed") as refused:
        box.open(first.lookup, bytes(second.content))
    assert isinstance(refused.value.__cause__, InvalidTag)


@pytest.mark.parametrize("size", range(3, 21))
def test_y7_a_team_of_one_mind_is_shown_as_a_range(size):
    cell = figures.group_cell([[5] * size, [5] * size], threshold=3)
    said = str(cell)
    assert "100" not in said
    assert size < 8 or cell["shares"][2] == "80 % or more"
    assert size >= 8 or "shares" not in cell
    assert not 5 <= size <= 7 or (cell["score"], cell["end"]) == ("4.5", "more")


def test_y8_comments_come_in_random_order_without_author(office):
    cycle = EvaluationCycle(scores_from=3, comments_from=5)
    seen = Counter()
    for _ in range(1000):
        heard = release.Heard(Evaluation())
        for author in range(8):
            release._hear(
                heard.groups["report"],
                {"values": {}, "words": {"1": {"text": f"{author}", "theme": ""}, "2": {"text": f"{author}!", "theme": ""}}},
            )
        heard.groups["report"].shuffle()
        block = [text for _, _, text in release._comments(cycle, heard)]
        seen[block.index("0")] += 1
    expected = 1000 / 16
    chi_squared = sum((seen[place] - expected) ** 2 / expected for place in range(16))
    assert chi_squared < 44.26, "15 degrees of freedom, p = 0.0001"


def test_y8_line_breaks_and_spaces_of_a_hand_are_made_alike(watched):
    office: Office = watched
    cycle = office.opened("lena")
    office.all_say(cycle, "lena", (4, 4, 4, 4, 4), words="One   thing.\n\n\tAnother.")
    office.release(cycle)
    assert {text for _, _, text in office.content(cycle, "lena")["comments"]} == {"One thing. Another."}


def test_y10_the_same_mail_goes_to_those_who_answered_and_those_who_did_not(watched):
    office: Office = watched
    cycle = office.opened("lena")
    plan_due(at=office.at)
    office.all_say(cycle, "lena", (4, 4))
    for days in range(1, 15):
        plan_due(at=office.at + timedelta(days=days))
    told = {}
    for kind in ("evaluations.asked", "evaluations.reminder"):
        rows = Delivery.objects.filter(notice__kind=kind, channel=Channel.INBOX).values_list("recipient__first_name", flat=True)
        told[kind] = sorted(rows)
    everybody = sorted(["lena", "top", *office.teams["lena"]])
    assert told == {"evaluations.asked": everybody, "evaluations.reminder": everybody}, "each once, whoever answered"


def test_y10_the_address_of_an_answer_says_nothing_about_whom(watched, signed_in, time_machine):
    office: Office = watched
    time_machine.move_to(office.at, tick=False)
    cycle = office.opened("lena")
    evaluation = office.evaluation(cycle, "lena")
    browser = signed_in(office.people["lena-1"])
    page = browser.post(reverse("evaluations:answer"), {"about": evaluation.pk}, follow=True).content.decode()
    assert set(re.findall(r'(?:action|url)="(/evaluations/[^"]*)"', page)) == {
        "/evaluations/answer/",
        "/evaluations/keep/",
    }
    assert "Write what anybody could have written" in page


def test_a_log_of_requests_and_errors_holds_no_answer(watched, signed_in, time_machine, caplog):
    office: Office = watched
    time_machine.move_to(office.at, tick=False)
    cycle = office.opened("lena")
    evaluation = office.evaluation(cycle, "lena")
    question = cycle.questionnaire.questions.filter(kind="open").first()
    with caplog.at_level("DEBUG"):
        browser = signed_in(office.people["lena-1"])
        cannot_say = {f"q{one.pk}": "0" for one in cycle.questionnaire.questions.filter(kind="scale")}
        browser.post(
            reverse("evaluations:answer"), cannot_say | {"about": evaluation.pk, "send": "1", f"q{question.pk}": "logcanary"}
        )
        browser.post(reverse("evaluations:keep"), {"about": evaluation.pk, f"q{question.pk}": "logcanary"})
    assert EvaluationInvitation.objects.get(person=office.people["lena-1"]).is_done
    assert "logcanary" not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for one in row:
                    text = bytes(one) if isinstance(one, memoryview | bytes) else str(one).encode()
                    assert b"logcanary" not in text, table


def test_the_promise_of_a_company_stands_when_the_clock_runs_twice(watched):
    office: Office = watched
    cycle = office.release(office.opened("lena"))
    shown = office.content(cycle, "lena")
    for _ in range(3 if not IS_SOAK else 30):
        clock.sweep(on=office.today, at=office.at)
    assert office.content(cycle, "lena") == shown
    assert Employee.objects.filter(first_name="lena").count() == 1
