"""Rehearsing: one scene a page, nothing lost, theirs alone until shared, and coming back."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as trying

from people.history.models import Record
from people.notifications.actions import deliver_due, plan_due
from people.notifications.models import Delivery, InboxMessage, Notice
from tests.soak import cases
from tests.training.rehearsals.stories import AT, SMALL, published
from tests.training.rehearsals.test_twee import ODD
from training.rehearsals.actions import (
    begin_run,
    choose,
    forget_run,
    keep_draft,
    let_rest,
    publish_shipped,
    publish_version,
    share_run,
    stop_sharing,
    withdraw_version,
)
from training.rehearsals.comeback import comes_back_after
from training.rehearsals.models import RehearsalChoice, RehearsalRun, RehearsalShare, Scenario, ScenarioVersion
from training.rehearsals.permissions import visible_runs, visible_versions
from training.rehearsals.queries import scores_of, steps_of
from training.rehearsals.twee import read_story
from transition.lib.access import may

TODAY = date(2026, 3, 2)
TO_GOOD, TO_POOR = (0, 1), (1,)


@pytest.fixture
def version(db) -> ScenarioVersion:
    return published()


@pytest.fixture
def no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def play(who, version, way, *, on=TODAY) -> RehearsalRun:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    run = begin_run(who, version.scenario, at=at)
    for position, number in enumerate(way):
        run = choose(run, position=position, choice=number, on=on, at=at + timedelta(minutes=position))
    return run


def page(client, path) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return response.content.decode()


# --- Playing ------------------------------------------------------------------------------------------------------------


def test_ines_plays_through_pages_without_scripts_and_reads_the_talk_at_the_end(version, ines, signed_in):
    client = signed_in(ines)
    assert "The late train" in page(client, "/rehearsals/")
    answer = client.post(f"/rehearsals/begin/{version.scenario.key}/", follow=True)
    here = answer.request["PATH_INFO"]
    scene = answer.content.decode()
    assert "You wait, and Otto is late." in scene
    assert "<em>four</em>" in scene
    assert scene.index("Ring him") < scene.index("Leave without him") < scene.index("Shout")
    assert "You asked before you judged" not in scene, "the talk comes at the end"
    scene = client.post(here, {"position": 0, "choice": 0}, follow=True).content.decode()
    assert "I am at the barrier" in scene
    assert "I am at the barrier" in page(client, here), "a reload shows the same scene"
    assert "Go on" in page(client, "/rehearsals/")
    end = client.post(here, {"position": 1, "choice": 1}, follow=True).content.decode()
    assert "It went well" in end
    assert "You both sit down." in end
    for words in ("You asked before you judged.", "A small thing, done.", "He was at the barrier.", "He heard the doors."):
        assert words in end
    assert re.findall(r'<th scope="row">(\w+)</th>.*?<td data-num>(-?\d+)</td><td[^>]*>(-?\d+) to (-?\d+)<', end) == [
        ("Calm", "2", "-2", "2"),
        ("Clarity", "3", "-1", "3"),
    ]


def test_pages_sent_twice_old_pages_and_nonsense_lose_and_change_nothing(version, ines, signed_in):
    client = signed_in(ines)
    run = begin_run(ines, version.scenario, at=AT)
    here = f"/rehearsals/runs/{run.pk}/"
    for _ in range(2):
        assert client.post(here, {"position": 0, "choice": 0}).status_code == 302
    assert client.post(here, {"position": 0, "choice": 1}).status_code == 302, "the page before, from the browser's memory"
    for odd in (
        {},
        {"position": 1},
        {"position": 1, "choice": 9},
        {"position": 7, "choice": 0},
        {"position": "x", "choice": "-1"},
    ):
        answer = client.post(here, odd)
        assert answer.status_code == 400
        assert "I am at the barrier" in answer.content.decode()
    run.refresh_from_db()
    assert (run.scene, list(run.choices_made.values_list("scene", "choice"))) == ("He answers", [("Platform", 0)])
    assert begin_run(ines, version.scenario, at=AT).pk == run.pk, "beginning again goes on"
    choose(run, position=1, choice=0, on=TODAY, at=AT)
    assert choose(run, position=2, choice=0, on=TODAY, at=AT).outcome == "poor"
    assert run.choices_made.count() == 2


def test_one_run_of_a_scenario_is_under_way_at_a_time(version, ines):
    run = begin_run(ines, version.scenario, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        RehearsalRun.objects.create(learner=ines, scenario=version.scenario, version=version, scene="Platform", begun_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        RehearsalRun.objects.filter(pk=run.pk).update(finished_at=AT)


def test_the_points_are_those_of_the_way_that_was_gone(version, ines):
    run = play(ines, version, TO_POOR)
    steps = steps_of(run)
    assert [(step.chosen.label, step.is_to_look_at) for step in steps] == [("Leave without him", True)]
    assert [(one.title, one.got, one.least, one.most, one.share) for one in scores_of(steps)] == [
        ("Calm", -2, -2, 2, 0),
        ("Clarity", 0, 0, 1, 0),
    ]
    assert all(one.share == 100 for one in scores_of(steps_of(play(ines, version, TO_GOOD))))


def test_a_new_version_leaves_those_in_the_middle_where_they_are(version, ines, otto):
    run = choose(begin_run(ines, version.scenario, at=AT), position=0, choice=0, on=TODAY, at=AT)
    newer = published(**{":: He answers": ":: On the phone", "->He answers": "->On the phone", "|He answers": "|On the phone"})
    assert (newer.scenario, newer.number) == (version.scenario, 2)
    version.refresh_from_db()
    assert version.status == "retired"
    assert choose(run, position=1, choice=1, on=TODAY, at=AT).outcome == "good"
    assert begin_run(otto, version.scenario, at=AT).version == newer


# --- Whose it is --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_second_factor")
def test_a_run_is_read_by_the_learner_and_whom_they_let_and_leaves_no_trace(version, scene, signed_in):
    ines, marco = scene.ines, scene.marco
    before = (Record.objects.count(), Notice.objects.count())
    run = play(ines, version, TO_POOR)
    here = f"/rehearsals/runs/{run.pk}/"

    def readers() -> set[str]:
        people = (ines, scene.lena, scene.hana, marco, scene.otto)
        seen = {one.first_name for one in people if visible_runs(one.user).filter(pk=run.pk).exists()}
        assert seen == {one.first_name for one in people if may(one.user, "training.see_rehearsal", run)}
        assert seen == {one.first_name for one in people if signed_in(one).get(here).status_code == 200}
        return seen

    assert readers() == {"Ines"}
    answer = signed_in(ines).post(f"{here}share/", {"reader": marco.email}, follow=True)
    assert "Marco Bianchi" in answer.content.decode()
    assert readers() == {"Ines", "Marco"}
    letters = InboxMessage.objects.filter(recipient=marco, subject="Ines Duarte lets you read a rehearsal")
    assert letters.count() == 1
    assert not Delivery.objects.filter(channel="mail", notice__kind__startswith="rehearsals.").exists(), "never in a mail"
    shown = page(signed_in(marco), here)
    assert "He was at the barrier." in shown
    assert "Forget this run" not in shown
    assert "The late train" in page(signed_in(marco), "/rehearsals/shared/")
    for path in (here, f"{here}share/", f"{here}rest/", f"{here}forget/"):
        assert signed_in(marco).post(path, {"position": 1, "choice": 0, "reader": scene.otto.email}).status_code == 403
    stop_sharing(RehearsalShare.objects.get())
    assert readers() == {"Ines"}
    assert not letters.exists()
    share_run(run, reader=marco, at=AT)
    forget_run(run)
    assert not RehearsalRun.objects.exists()
    assert not RehearsalChoice.objects.exists()
    assert (Record.objects.count(), Notice.objects.count()) == before


def test_one_cannot_share_with_oneself_nor_what_is_not_over(version, ines, marco, signed_in):
    run = begin_run(ines, version.scenario, at=AT)
    with pytest.raises(ValidationError, match="Finish it first"):
        share_run(run, reader=marco, at=AT)
    run = choose(run, position=0, choice=1, on=TODAY, at=AT)
    with pytest.raises(ValidationError, match="Somebody else"):
        share_run(run, reader=ines, at=AT)
    answer = signed_in(ines).post(f"/rehearsals/runs/{run.pk}/share/", {"reader": "nobody at all"})
    assert answer.status_code == 400
    assert "Nobody here is called" in answer.content.decode()


# --- Coming back --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "days"),
    [("g", None), ("p", 3), ("m", 7), ("pg", 21), ("pgg", None), ("pmg", 21), ("pp", 3), ("ggp", 3), ("mggmg", 21)],
)
def test_what_did_not_sit_comes_back_after_days_and_then_weeks(outcomes, days):
    words = {"g": "good", "m": "mixed", "p": "poor"}
    assert comes_back_after([words[letter] for letter in outcomes]) == (timedelta(days=days) if days else None)


def test_whatever_happened_before_twice_well_is_enough():
    for before in product(("good", "mixed", "poor"), repeat=4):
        assert comes_back_after([*before, "good", "good"]) is None
        assert comes_back_after([*before, "poor"]) == timedelta(days=3)


def told(who) -> list[str]:
    return [one.subject for one in InboxMessage.objects.filter(recipient=who).order_by("pk")]


def clock(at: datetime) -> None:
    plan_due(at=at)
    deliver_due(at=at)


def test_what_went_badly_is_told_once_in_the_morning_where_one_lives(version, ines):
    ines.time_zone = "Asia/Tokyo"
    ines.save()
    run = play(ines, version, TO_POOR)
    assert run.again_on == date(2026, 3, 5)
    morning = datetime(2026, 3, 5, 8, tzinfo=ZoneInfo("Asia/Tokyo"))
    clock(morning - timedelta(minutes=1))
    assert told(ines) == []
    clock(morning)
    clock(morning)
    clock(morning + timedelta(days=9))
    assert told(ines) == ["Once more: The late train"]


def test_days_on_which_nothing_ran_are_caught_up_and_what_was_played_meanwhile_is_not_told(version, ines, otto):
    play(ines, version, TO_POOR)
    play(otto, version, TO_POOR)
    play(otto, version, TO_GOOD, on=date(2026, 3, 4))
    clock(datetime(2026, 3, 11, 3, tzinfo=UTC))
    assert told(ines) == ["Once more: The late train"]
    assert told(otto) == []
    clock(datetime(2026, 3, 26, 12, tzinfo=UTC))
    assert told(otto) == ["Once more: The late train"]
    assert RehearsalRun.objects.exclude(again_on=None).count() == 2


def test_it_rests_when_it_is_told_to_and_does_not_come_while_it_is_under_way_or_withdrawn(version, ines, otto, marco, signed_in):
    mine = play(ines, version, TO_POOR)
    play(otto, version, TO_POOR)
    begin_run(otto, version.scenario, at=AT + timedelta(days=1))
    let_rest(mine)
    clock(datetime(2026, 3, 20, 12, tzinfo=UTC))
    assert told(ines) == told(otto) == []
    assert "Not by itself" in page(signed_in(ines), f"/rehearsals/runs/{mine.pk}/")
    play(marco, version, TO_POOR, on=date(2026, 3, 10))
    withdraw_version(version, by=None, at=AT)
    clock(datetime(2026, 3, 20, 13, tzinfo=UTC))
    assert told(marco) == []
    assert "No longer offered" in page(signed_in(marco), "/rehearsals/")
    assert "Go on" in page(signed_in(otto), "/rehearsals/"), "who is in the middle of it can go on"
    assert signed_in(marco).post(f"/rehearsals/begin/{version.scenario.key}/").status_code == 404


def test_who_left_is_told_nothing(version, otto):
    play(otto, version, TO_POOR)
    otto.left_on = date(2026, 3, 4)
    otto.save()
    clock(datetime(2026, 3, 11, 12, tzinfo=UTC))
    assert told(otto) == []


def test_it_stands_at_the_top_of_the_rehearsals_from_its_day_on(version, ines, signed_in, time_machine):
    play(ines, version, TO_POOR)
    client = signed_in(ines)
    for day, is_there in ((4, False), (5, True), (9, True)):
        time_machine.move_to(datetime(2026, 3, day, 12, tzinfo=UTC))
        client.force_login(ines.user)
        shown = page(client, "/rehearsals/")
        assert ("Once more" in shown) is is_there
        assert ("Comes back on Thu 5 Mar" in shown) is not is_there


# --- Texts --------------------------------------------------------------------------------------------------------------


def test_the_same_text_again_writes_nothing_and_a_story_with_faults_is_refused(version):
    assert keep_draft(read_story(SMALL), by=None, at=AT) == version
    assert ScenarioVersion.objects.count() == 1
    with pytest.raises(ValidationError, match="Platform, line 13"):
        keep_draft(read_story(SMALL.replace("->He answers", "->Nobody")), by=None, at=AT)


def test_what_comes_with_the_product_is_published_once_and_never_over_what_the_company_wrote(db, hana):
    first = publish_shipped(at=AT)
    assert [one.status for one in first] == ["published"] * 8
    assert [one.pk for one in publish_shipped(at=AT)] == [one.pk for one in first]
    own = read_story(first[0].source.replace("two coffees", "two teas"))
    ours = publish_version(keep_draft(own, by=hana.user, at=AT), by=hana.user, at=AT)
    withdraw_version(first[1], by=hana.user, at=AT)
    again = publish_shipped(at=AT)
    assert [one.status for one in again] == ["retired", "retired", *["published"] * 6]
    ScenarioVersion.objects.filter(pk=first[0].pk).update(source="an older text")
    ScenarioVersion.objects.filter(pk=first[2].pk).update(source="an older text of another")
    newer = publish_shipped(at=AT)
    assert (newer[0].status, newer[2].status) == ("draft", "published"), "where the company has its own, a new text waits"
    ours.refresh_from_db()
    assert ours.status == "published"
    assert ScenarioVersion.objects.filter(status="published").count() == 7


def test_two_scenarios_of_one_name_and_a_draft_thrown_away(db):
    one, other = published(), published(**{"11111111": "99999999"})
    assert (one.scenario.key, other.scenario.key) == ("the-late-train", "the-late-train-2")
    draft = keep_draft(read_story(SMALL.replace("11111111", "77777777")), by=None, at=AT)
    withdraw_version(draft, by=None, at=AT)
    assert Scenario.objects.count() == 2
    withdraw_version(one, by=None, at=AT)
    with pytest.raises(ValidationError, match="retired already"):
        withdraw_version(one, by=None, at=AT)


@pytest.mark.usefixtures("no_second_factor")
def test_hana_brings_in_a_file_mends_it_looks_walks_publishes_and_takes_it_out_again(hana, ines, signed_in, tmp_path):
    client, file = signed_in(hana), tmp_path / "train.twee"

    def send(text):
        file.write_text(text)
        with file.open("rb") as opened:
            return client.post("/rehearsals/scenarios/upload/", {"file": opened}, follow=True)

    answer = send(SMALL.replace("->He answers", "->He anwsers") + "\n:: Look [stylesheet]\na{}\n")
    words = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert answer.status_code == 400
    assert "Platform 13 “Ring him” leads to “He anwsers”, and there is no such passage." in words
    assert "Look 35 the whole passage: a style sheet" in words
    assert not Scenario.objects.exists()
    answer = send(SMALL + "\n:: Look [stylesheet]\na{}\n")
    here = answer.request["PATH_INFO"]
    looked = answer.content.decode()
    assert "the whole passage: a style sheet" in looked
    drawn = looked.partition('<svg class="chart"')[2].partition("</svg>")[0]
    assert (drawn.count("<circle"), drawn.count("<rect"), drawn.count("<path")) == (2, 2, 4)
    assert signed_in(ines).get(here).status_code == 404
    assert signed_in(ines).get(f"{here}walk/").status_code == 404
    walked = page(client, f"{here}walk/?from=1&choice=0")
    assert "You asked before you judged." in walked
    assert "I am at the barrier" in walked
    assert not RehearsalRun.objects.exists()
    client.post(f"{here}publish/")
    assert "The late train" in page(signed_in(ines), "/rehearsals/")
    assert "Hold the door" in page(signed_in(ines), f"{here}walk/?from=1&choice=2")
    exported = client.get(f"{here}export/")
    assert exported["Content-Disposition"] == 'attachment; filename="the-late-train-1.twee"'
    assert read_story(exported.content) == read_story(SMALL)
    assert {one.verb for one in Record.objects.filter(subject="training.scenarioversion")} == {"written", "published"}
    for odd in (b"\xff\xfe\x00", b"x" * 400_000):
        file.write_bytes(odd)
        with file.open("rb") as opened:
            assert client.post("/rehearsals/scenarios/upload/", {"file": opened}).status_code == 400


def test_what_may_be_read_and_what_is_shown_agree(version, ines, hana):
    draft = keep_draft(read_story(SMALL.replace("11111111", "77777777")), by=None, at=AT)
    for who in (ines, hana):
        seen = set(visible_versions(who.user))
        assert seen == {one for one in (version, draft) if may(who.user, "training.see_scenario", one)}
    assert set(visible_versions(ines.user)) == {version}


RUNS = re.compile(r"<script(?![^>]*\ssrc=)|<style|\son\w+\s*=|javascript:|<iframe|<svg[^>]*\sonload", re.IGNORECASE)


@pytest.mark.soak
@pytest.mark.django_db
def test_whatever_a_text_holds_no_script_reaches_a_page(version, ines, signed_in):
    client = signed_in(ines)

    @trying(max_examples=cases(2000, quick=25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ODD)
    def look(text):
        words = read_story(f":: Start\n{text}").passages[0].text[:3000] or "x"
        inner = words.replace("[[", "").replace("\n::", "\n")
        story = SMALL.replace("“I am at the barrier,” he says.", inner).replace("A small thing, done.", " ".join(inner.split()))
        story = story.replace("Hold the door", re.sub(r"[\[\]\n|<>-]", "", inner)[:80] or "x")
        ScenarioVersion.objects.filter(pk=version.pk).update(source=story)
        for path in ("?from=1&choice=0", "?from=2&choice=1"):
            answer = client.get(f"/rehearsals/scenarios/{version.pk}/walk/{path}")
            assert answer.status_code == 200
            main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
            shown = re.sub(r"&lt;.*?&gt;|<code>.*?</code>", "", main, flags=re.DOTALL)
            assert not [tag for tag in re.findall(r"<[^>]*>", shown) if RUNS.search(tag)], shown

    look()
