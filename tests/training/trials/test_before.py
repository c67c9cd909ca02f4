"""Before the start: the nomination, the sheet both sign, the support that has to be there, and what HR may let be."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from people.employees.queries import manager_of
from tests.factories import EmployeeFactory
from tests.training.scene import FIRST_DAY, SEEN
from training.presets.actions import publish_preset, publish_shipped_presets
from training.presets.queries import versions_of
from training.presets.texts import SHIPPED
from training.trials import actions, clock, decisions, nominations, package, queries, sheets
from training.trials.conditions import conditions_of
from training.trials.models import PackagePart, Trial
from training.trials.outcome import Outcome
from training.trials.questions import questions_for
from training.trials.terms import span_note
from transition.lib.faults import Conflict


def propose(scene, *evidence):
    return nominations.nominate(scene.ines, sponsor=scene.lena, evidence=evidence, **scene.acts(scene.lena))


def test_technical_results_alone_nominate_nobody(scene):
    technical = [("technical", "Wrote the fastest parser we have.", scene.marco)] * 5
    with pytest.raises(ValidationError, match="do not count here"):
        propose(scene, *technical)
    with pytest.raises(ValidationError, match="At least two"):
        propose(scene, *technical, ("leadership", SEEN[0], scene.marco))


def test_leadership_is_seen_by_two_others(scene):
    one = ("leadership", SEEN[0], scene.marco)
    for second, says in (
        (("leadership", SEEN[1], scene.marco), "two people"),
        (("leadership", SEEN[1], scene.lena), "neither"),
        (("leadership", SEEN[1], scene.ines), "neither"),
        (("leadership", SEEN[1], None), "who saw it"),
    ):
        with pytest.raises(ValidationError, match=says):
            propose(scene, one, second)
    trial = propose(scene, one, ("leadership", SEEN[1], scene.dora))
    assert [row.witness for row in trial.evidence.all()] == [scene.marco, scene.dora]


def test_who_is_rushed_is_noted_quietly_with_the_reason(scene):
    trial = scene.nominate()
    scene.offer(trial)
    assert nominations.rushed_because(trial, on=scene.today) == []
    scene.ines.hired_on = scene.today - timedelta(days=60)
    scene.ines.save()
    scene.offer(trial, starts_on=scene.today + timedelta(days=5))
    trial = Trial.objects.get()
    reasons = nominations.rushed_because(trial, on=scene.today)
    assert ["less than half a year" in reasons[0], "5 days" in reasons[1]] == [True, True]
    scene.sign(trial)  # it bars nothing


def signed(scene, **changes) -> Trial:
    trial = scene.nominate()
    scene.offer(trial, **changes)
    scene.sign(trial)
    return Trial.objects.get(pk=trial.pk)


def tell(scene, trial):
    return actions.announce_trial(trial, text="From March on.", **scene.acts(scene.lena))


def test_nothing_starts_before_the_sheet_is_signed_and_the_support_is_there(scene):
    trial = signed(scene)
    with pytest.raises(ValidationError, match=r"signed by both.*Peer group"):
        tell(scene, trial)
    sheets.write_sheet(trial, **sheets.PARTS, by=scene.lena.user, at=scene.at)
    for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
        sheets.sign_sheet(trial, role=role, by=who.user, at=scene.at)
    new = {**sheets.PARTS, "stops": "The on-call rota goes to Otto."}
    later = scene.at + timedelta(minutes=5)
    assert not sheets.write_sheet(trial, **new, by=scene.ines.user, at=later).is_signed, "new words void both signatures"
    with pytest.raises(ValidationError, match="signed by both"):
        tell(scene, trial)
    for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
        sheets.sign_sheet(trial, role=role, by=who.user, at=scene.at)
    package.note_there(trial, kinds=["mentor", "peer_group", "protected_time"], **scene.acts(scene.lena))
    with pytest.raises(ValidationError, match="Technical time"):
        tell(scene, trial)
    scene.today = FIRST_DAY + timedelta(days=1)
    clock.sweep(on=scene.today, at=scene.at)
    assert Trial.objects.get().status == "signed"
    assert manager_of(scene.otto, on=scene.today) == scene.lena, "no line changed"


def test_hr_lets_a_part_be_in_writing_and_it_is_owed_all_the_same(scene):
    trial = signed(scene, programme=None)
    sheets.write_sheet(trial, **sheets.PARTS, by=scene.lena.user, at=scene.at)
    for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
        sheets.sign_sheet(trial, role=role, by=who.user, at=scene.at)
    with pytest.raises(ValidationError, match="promises none"):
        package.note_there(trial, kinds=["programme"], **scene.acts(scene.lena))
    package.note_there(trial, kinds=["mentor", "protected_time", "technical_time"], **scene.acts(scene.lena))
    with pytest.raises(ValidationError, match="Say why"):
        package.waive_part(trial, kind="programme", reason=" ", **scene.acts(scene.hana))
    for kind in ("programme", "peer_group"):
        package.waive_part(trial, kind=kind, reason="The next round begins in May.", **scene.acts(scene.hana))
    tell(scene, trial)
    scene.today = FIRST_DAY
    trial = actions.start_trial(trial, **scene.acts(scene.hana))
    debt = package.debt_of(trial, [], trial.package.all(), on=scene.today)
    assert [one.what for one in debt] == ["The round of new managers"], "what was never promised is not owed"
    condition = next(one for one in conditions_of(trial, on=scene.today) if one.key == "support")
    assert not condition.is_met
    package.note_there(trial, kinds=["peer_group"], **scene.acts(scene.ines))
    assert package.debt_of(trial, [], trial.package.all(), on=scene.today) == []


def test_the_debt_stands_first_on_the_page_of_the_decision(scene, client):
    trial = scene.under_way(day=85)
    PackagePart.objects.filter(trial=trial, kind="protected_time").update(there_on=None)
    client.force_login(scene.lena.user)
    page = client.get(f"/trials/{trial.pk}/decide/").content.decode()
    assert "4 protected hours a week" in page
    assert page.index("promised to Ines Duarte and not delivered") < page.index("What do you say?", page.index("<form"))


def test_a_contract_keeps_the_version_it_was_made_from(scene):
    publish_shipped_presets(at=scene.at)
    trial = scene.announced(preset=versions_of("90-days").get())
    publish_preset(replace(SHIPPED[0], extension_days=14, conditions=["check_ins"]), by=scene.hana.user, at=scene.at)
    scene.today = FIRST_DAY + timedelta(days=84)
    trial = actions.start_trial(trial, **scene.acts(scene.hana))
    assert queries.extension_of(trial).days == 30
    assert len(conditions_of(trial, on=scene.today)) == 5
    assert [row.form for row in trial.check_ins.all()] == ["usual", "usual", "last"]
    assert "have they not heard" in questions_for("sponsor", "last")[-1].text


def test_two_to_four_are_usual_and_more_than_six_is_warned_about_never_refused(scene):
    more = [EmployeeFactory(hired_on=scene.today) for _ in range(5)]
    trial = scene.nominate()
    scene.offer(trial, reports=[scene.otto, scene.pia, *more])
    assert "more than 6" in span_note(7, None)
    assert (span_note(3, None), "usual" in span_note(5, None)) == ("", True)
    with pytest.raises(ValidationError, match="One to 12"):
        scene.offer(trial, reports=[EmployeeFactory(hired_on=scene.today) for _ in range(13)])


def acting(scene) -> Trial:
    publish_shipped_presets(at=scene.at)
    days = [FIRST_DAY + timedelta(days=30)]
    trial = scene.announced(preset=versions_of("acting").get(), ends_on=None, check_in_days=days)
    scene.today = FIRST_DAY
    return actions.start_trial(trial, **scene.acts(scene.hana))


def hold_review(scene, check_in):
    for role, who in (("candidate", scene.ines), ("sponsor", scene.lena)):
        said = {one.key: "Words." for one in questions_for(role, check_in.form)}
        actions.answer_check_in(check_in, role=role, answers=said, **scene.acts(who))


def test_who_acts_has_an_open_end_and_a_review_every_thirty_days(scene):
    trial = acting(scene)
    assert trial.evaluation is None
    for number in range(1, 5):
        check_in = trial.check_ins.get(number=number)
        scene.today = check_in.due_on
        clock.sweep(on=scene.today, at=scene.at)
        hold_review(scene, check_in)
    days = [row.due_on for row in trial.check_ins.all()]
    assert len(days) == 5
    assert all(30 <= (after - before).days <= 32 for before, after in pairwise(days))
    assert not queries.overdue(Trial.objects.all(), on=scene.today + timedelta(days=300)).exists(), "an open end never passes"
    with pytest.raises(ValidationError, match="no extension"):
        decisions.decide(trial, role="sponsor", choice="extend", words="More.", **scene.acts(scene.lena))


def test_the_pages_of_an_open_end_name_no_last_day(scene, signed_in):
    trial = acting(scene)
    ines = signed_in(scene.ines)
    assert "days, with an open end" in ines.get("/").content.decode()
    page = ines.get(f"/trials/{trial.pk}/").content.decode()
    assert "has an open end. 0 of 1 check-ins are held" in page
    assert re.search(r"held, \d+ days have passed", page), "there is nothing to count them against"


def test_acting_ends_when_both_say_so_after_a_review_or_by_the_way_back(scene):
    trial = acting(scene)
    scene.today += timedelta(days=10)
    with pytest.raises(ValidationError, match="first review"):
        decisions.decide(trial, role="candidate", choice="confirm", words="Yes.", **scene.acts(scene.ines))
    check_in = trial.check_ins.get()
    scene.today = check_in.due_on
    with pytest.raises(ValidationError, match="fourteen days"):
        decisions.decide(trial, role="hr", choice="return", words="Silence.", **scene.acts(scene.hana))
    hold_review(scene, check_in)
    decisions.decide(trial, role="candidate", choice="confirm", words="Yes.", **scene.acts(scene.ines))
    outcome = decisions.decide(trial, role="sponsor", choice="confirm", words="Yes.", **scene.acts(scene.lena))
    assert outcome == Outcome.WAIT_FOR_CONDITIONS
    for key in ("support", "one_on_ones"):
        actions.waive_condition(trial, condition=key, reason="Agreed.", **scene.acts(scene.hana))
    assert decisions.settle(trial, **scene.acts(scene.hana)) == Outcome.CONFIRM


def test_a_review_nobody_holds_comes_to_hr_after_fourteen_days(scene):
    trial = acting(scene)
    scene.today = trial.check_ins.get().due_on + timedelta(days=15)
    assert decisions.decide(trial, role="hr", choice="return", words="Silence.", **scene.acts(scene.hana)) == Outcome.RETURN


def test_the_sheet_does_not_change_once_the_team_knows(scene):
    trial = scene.announced()
    with pytest.raises(Conflict):
        sheets.write_sheet(trial, **sheets.PARTS | {"stays": "Nothing."}, by=scene.lena.user, at=scene.at)


def test_who_is_proposed_finds_the_no_beside_what_is_next(scene, signed_in):
    trial = scene.nominate()
    ines, to = signed_in(scene.ines), reverse("trials:cancel", args=[trial.pk])
    page = ines.get(reverse("trials:trial", args=[trial.pk])).content.decode()
    assert f'href="{to}">say no</a>' in page
    assert "Say no to this trial?" in ines.get(to).content.decode()
    ines.post(to)
    trial.refresh_from_db()
    assert trial.status == "cancelled"
