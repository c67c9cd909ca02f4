"""How does a closed cycle become results? Once, all at once, and so that nobody can tell afterwards who answered what.

1. The ballots of a closed cycle cannot change any more. They are opened, and the answers of each question of each group are shuffled.
2. Results are computed: the table of figures.py for each theme, and tree.py over the hierarchy, which hides what would give a small
   group away.
3. One transaction writes answers and comments in the order of their random keys, writes the results, deletes the ballots and says
   "released". Killed anywhere before its end, the cycle is as sealed as before, and the next run does it all again.
4. Once that is committed, the key is destroyed. Killed in between, the next run destroys it. From then on every copy of the ballots,
   in a backup or a log of the database, is noise.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from random import SystemRandom
from typing import Any

from django.db import connection, transaction

from training.evaluations import figures, tree
from training.evaluations.ballots import BallotBox, destroy_key, has_key
from training.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationComment,
    EvaluationCycle,
    EvaluationInvitation,
    EvaluationQuestion,
    EvaluationResult,
    SealedBallot,
)
from training.evaluations.queries import changes_of_asked, earlier_results
from transition.lib.dated import batched

Group, Below, Scope = EvaluationInvitation.Group, Evaluation.Below, EvaluationResult.Scope
Kept = tuple[uuid.UUID, int, int, str, Any]
LEAST_MANAGERS = 3  # in a department or company that is shown as a whole: one of two would read the other
_random = SystemRandom()


@dataclass
class Voices:
    """What one group said about one manager; nothing in here remembers who."""

    ballots: int = 0
    values: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # question -> values
    comments: list[tuple[int, str, str]] = field(default_factory=list)  # question, theme, text

    def shuffle(self) -> None:
        """Forget the order in which the ballots were opened, for each question by itself."""
        for values in self.values.values():
            _random.shuffle(values)
        _random.shuffle(self.comments)


@dataclass
class Heard:
    """One evaluation with everything that was said: by group, and by name for those who agreed to that."""

    evaluation: Evaluation
    groups: dict[str, Voices] = field(default_factory=lambda: defaultdict(Voices))
    named: list[tuple[Any, Voices]] = field(default_factory=list)


def release(cycle: EvaluationCycle, *, on: date) -> bool:
    """Release a closed cycle; returns whether it was this call that did. Raises KeyLost when its key is not there."""
    cycle = EvaluationCycle.objects.select_related("questionnaire").get(pk=cycle.pk)
    if cycle.status != EvaluationCycle.Status.CLOSED:
        return False
    heard = _open_ballots(cycle)
    questions = list(cycle.questionnaire.questions.all())
    results = _results(cycle, heard, questions)
    answers, comments = _shuffled_rows(cycle, heard)
    with transaction.atomic():
        cycle = EvaluationCycle.objects.select_for_update().get(pk=cycle.pk)
        if cycle.status != EvaluationCycle.Status.CLOSED:
            return False
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete=ON")
        for batch in batched(answers, 2000):
            EvaluationAnswer.objects.bulk_create(
                EvaluationAnswer(pk=pk, evaluation_id=evaluation, question_id=question, group=group, value=value)
                for pk, evaluation, question, group, value in batch
            )
        for batch in batched(comments, 2000):
            EvaluationComment.objects.bulk_create(
                EvaluationComment(pk=pk, evaluation_id=evaluation, question_id=question, theme=theme, text=text)
                for pk, evaluation, question, theme, text in batch
            )
        EvaluationResult.objects.bulk_create(results, batch_size=500)
        held = [one.evaluation.pk for one in heard if not waits_for_talk(cycle, one)]
        for start in range(0, len(held), 500):
            Evaluation.objects.filter(pk__in=held[start : start + 500]).update(held_on=on)
        SealedBallot.objects.filter(cycle=cycle).delete()
        cycle.status, cycle.released_on = EvaluationCycle.Status.RELEASED, on
        cycle.save(update_fields=["status", "released_on"])
        transaction.on_commit(lambda: destroy_key(cycle.key_name))
    return True


# --- Opening the ballots -----------------------------------------------------------------------------------------------


def _open_ballots(cycle: EvaluationCycle) -> list[Heard]:
    """Open every ballot that was sent and sort what it says by manager and group; drafts are left unread."""
    box = BallotBox(cycle.key_name)
    found = {row.pk: Heard(row) for row in cycle.evaluations.select_related("manager")}
    asked = {
        box.lookup(row.pk): row
        for row in EvaluationInvitation.objects.filter(evaluation__cycle=cycle, is_done=True).select_related("person")
    }
    for ballot in SealedBallot.objects.filter(cycle=cycle).iterator(chunk_size=500):
        invitation = asked.get(ballot.lookup)
        sent = box.open(ballot.lookup, bytes(ballot.content))["sent"] if invitation else None
        if invitation is None or sent is None:
            continue
        heard = found[invitation.evaluation_id]
        _hear(heard.groups[invitation.group], sent)
        if sent["by_name"] and heard.evaluation.below == Below.ATTRIBUTED and invitation.group == Group.REPORT:
            alone = Voices()
            _hear(alone, sent)
            heard.named.append((invitation.person, alone))
    for heard in found.values():
        for voices in heard.groups.values():
            voices.shuffle()
    return list(found.values())


def _hear(voices: Voices, sent: dict[str, Any]) -> None:
    voices.ballots += 1
    for question, value in sent["values"].items():
        voices.values[int(question)].append(value)
    for question, said in sent["words"].items():
        text = " ".join(said["text"].split())  # line breaks and spaces can be a hand of their own
        if text:
            voices.comments.append((int(question), said["theme"], text))


def _shuffled_rows(cycle: EvaluationCycle, heard: Iterable[Heard]) -> tuple[list[Kept], list[Kept]]:
    """Return what is kept for thirty days, in the order of random keys: the order on the disk says nothing either.

    Answers are (key, evaluation, question, group, value), comments (key, evaluation, question, theme, text). What may not be shown of a
    manager is not kept at all.
    """
    answers: list[Kept] = []
    comments: list[Kept] = []
    for one in heard:
        for group, voices in one.groups.items():
            is_known = group in (Group.SELF, Group.MANAGER)
            if is_known or voices.ballots >= cycle.scores_from:
                for question, values in voices.values.items():
                    answers += [(uuid.uuid4(), one.evaluation.pk, question, group, value) for value in values]
            if not is_known and voices.ballots >= cycle.comments_from:
                comments += [(uuid.uuid4(), one.evaluation.pk, *said) for said in voices.comments]
    return sorted(answers, key=itemgetter(0)), sorted(comments, key=itemgetter(0))


# --- Results -----------------------------------------------------------------------------------------------------------


def _results(cycle: EvaluationCycle, heard: list[Heard], questions: list[EvaluationQuestion]) -> list[EvaluationResult]:
    """Return every result of a cycle: of each manager, of pools, of departments and of the company."""
    by_theme = {
        theme["key"]: [question.pk for question in questions if question.theme == theme["key"]]
        for theme in cycle.questionnaire.themes
    }
    forest = _forest(cycle, heard)
    members = {group.key: list(_leaves(group)) for root in forest for group in _all(root)}
    known = {one.evaluation.pk: one for one in heard}
    cells: dict[tuple[Any, str], dict[str, Any]] = {}
    for theme, asked in by_theme.items():
        for key, state in _states(cycle, forest, known, asked).items():
            # who left one question of a theme unanswered by all would be alone in another: such a manager is in no sum of this theme
            counted = [known[pk] for pk in members[key] if all(_values([known[pk]], question) for question in asked)]
            values = [_values(counted, question) for question in asked]
            cell = figures.group_cell(values, threshold=cycle.scores_from)
            cells[key, theme] = cell if state == "shown" else {"status": state}
    earlier = earlier_results(cycle)
    changes = changes_of_asked(cycle, earlier)
    content = {
        one.evaluation.pk: _of_manager(
            cycle, one, by_theme=by_theme, cells=cells, earlier=earlier.get(one.evaluation.manager_id), changes=changes
        )
        for one in heard
    }
    rows = [
        EvaluationResult(cycle=cycle, scope=Scope.MANAGER, head_id=known[pk].evaluation.manager_id, content=found)
        for pk, found in content.items()
    ]
    for root in forest:
        rows += [_of_group(cycle, group, members, known, cells) for group in _all(root) if group.key[0] != "manager"]
    return rows


def _forest(cycle: EvaluationCycle, heard: list[Heard]) -> list[tree.Group]:
    """Return the groups that may be published: managers in pools, in departments (everybody below somebody), in the company.

    Answers that are shown with names are in no sum. A whole of fewer than three managers is not formed.
    """
    beside: dict[Any, list[Heard]] = defaultdict(list)
    for one in heard:
        beside[one.evaluation.above_id].append(one)
    evaluated = {one.evaluation.manager_id for one in heard}

    def below(head: Any) -> list[tree.Group]:
        own: list[tree.Group] = []
        pooled: list[tree.Group] = []
        for one in beside[head]:
            if one.evaluation.manager_id in beside:
                own += whole(("department", one.evaluation.manager_id), below(one.evaluation.manager_id))
            if not is_attributed(cycle, one):
                leaf = tree.Group(("manager", one.evaluation.pk))
                (pooled if one.evaluation.below == Below.POOL else own).append(leaf)
        return own + ([tree.Group(("pool", head), children=pooled)] if len(pooled) > 1 else pooled)

    def whole(key: tuple[str, Any], parts: list[tree.Group]) -> list[tree.Group]:
        group = tree.Group(key, children=parts)
        return [group] if len(list(_leaves(group))) >= LEAST_MANAGERS else parts

    tops: list[tree.Group] = []
    for head in list(beside):
        if head is None or head not in evaluated:
            parts = below(head)
            tops += whole(("department", head), parts) if head is not None else parts
    if len(tops) == 1 and tops[0].key[0] == "department":  # whoever stands on top heads the company itself
        tops = tops[0].children
    return whole(("company", None), tops)


def _all(group: tree.Group) -> Iterable[tree.Group]:
    yield group
    for child in group.children:
        yield from _all(child)


def _leaves(group: tree.Group) -> Iterable[int]:
    """Yield the evaluations in a group (primary keys)."""
    if group.key[0] == "manager":
        yield group.key[1]
    for child in group.children:
        yield from _leaves(child)


def _states(cycle: EvaluationCycle, forest: list[tree.Group], known: dict[int, Heard], asked: list[int]) -> dict[Any, str]:
    """Return what may be published about one theme: each group counts the answers to the question that fewest answered."""
    for root in forest:
        for group in _all(root):
            if group.key[0] == "manager":
                group.n = min((len(values) for values in (_values([known[group.key[1]]], one) for one in asked)), default=0)
    return tree.published(forest, threshold=cycle.scores_from)


def _values(heard: Iterable[Heard], question: int) -> list[int]:
    """Return what the reports of some managers answered to a question."""
    return [value for one in heard if Group.REPORT in one.groups for value in one.groups[Group.REPORT].values.get(question, [])]


def is_attributed(cycle: EvaluationCycle, heard: Heard) -> bool:
    """Return whether too few answered, and this had been agreed on for that: names, of those who consent."""
    return heard.evaluation.below == Below.ATTRIBUTED and heard.groups[Group.REPORT].ballots < cycle.scores_from


def waits_for_talk(cycle: EvaluationCycle, heard: Heard) -> bool:
    """Return whether too few answered, and a talk was agreed on for that, which is still to come."""
    too_few = heard.groups[Group.REPORT].ballots < cycle.scores_from
    return too_few and heard.evaluation.below == Below.TALK and heard.evaluation.talk_on is None


def _of_manager(
    cycle: EvaluationCycle,
    heard: Heard,
    *,
    by_theme: dict[str, list[int]],
    cells: dict[tuple[Any, str], dict[str, Any]],
    earlier: EvaluationResult | None,
    changes: dict[int, int],
) -> dict[str, Any]:
    """Return what a manager's report shows: each theme from every side, comments in one block for each theme, names where agreed."""
    key, themes = ("manager", heard.evaluation.pk), []
    before = {theme["key"]: theme for theme in earlier.content["themes"]} if earlier else {}
    changed = changes.get(heard.evaluation.manager_id, 0)
    for theme in cycle.questionnaire.themes:
        asked = by_theme[theme["key"]]
        peers = [heard.groups[Group.PEER].values.get(one, []) for one in asked]
        row = {
            "key": theme["key"],
            "title": theme["title"],
            "says": theme["says"],
            "reports": cells.get((key, theme["key"]), {"status": "too_few"}),
            "peers": figures.group_cell(peers, threshold=cycle.scores_from),
            "self": figures.single_cell([heard.groups[Group.SELF].values.get(one, []) for one in asked]),
            "manager": figures.single_cell([heard.groups[Group.MANAGER].values.get(one, []) for one in asked]),
        }
        row["gap"] = figures.compare(row["reports"], row["self"])
        row["change"] = change_since(row["reports"], before.get(theme["key"], {}).get("reports", {}), changed, cycle.scores_from)
        themes.append(row)
    return {
        "themes": themes,
        "reports": _what_became_of(cycle, heard),
        "pooled": any(cells.get((("pool", heard.evaluation.above_id), key), {}).get("status") == "shown" for key in by_theme),
        "comments": _comments(cycle, heard),
        "said": {
            group: [(question, text) for question, _, text in heard.groups[group].comments]
            for group in (Group.SELF, Group.MANAGER)
        },
        "named": [_named(person, voices, by_theme) for person, voices in heard.named] if is_attributed(cycle, heard) else [],
    }


def change_since(here: dict[str, Any], there: dict[str, Any], changed: int, threshold: int) -> str:
    """Return "more", "less" or "same" since last time; empty when one was not shown, or when it would say what one person answered.

    `changed` is how many joined or left those who are asked: with one it is never shown; with fewer than the threshold not when a
    score is finer than half a point (reliability rule 3.3.5).
    """
    is_fine = any("score" in cell and cell.get("band") in ("8 to 12", "13 to 20", "21 or more") for cell in (here, there))
    if changed == 1 or (is_fine and 0 < changed < threshold):
        return ""
    return figures.compare(here, there)


def _what_became_of(cycle: EvaluationCycle, heard: Heard) -> str:
    if heard.groups[Group.REPORT].ballots >= cycle.scores_from:
        return "shown"
    return str(heard.evaluation.below or Below.WITHHOLD)


def _comments(cycle: EvaluationCycle, heard: Heard) -> list[tuple[str, int, str]]:
    """Return the comments that may be shown, of all groups that are large enough, as one shuffled block: theme, question, text."""
    block = []
    for group in (Group.REPORT, Group.PEER):
        if heard.groups[group].ballots >= cycle.comments_from:
            block += [(theme, question, text) for question, theme, text in heard.groups[group].comments]
    _random.shuffle(block)
    return block


def _named(person: Any, voices: Voices, by_theme: dict[str, list[int]]) -> dict[str, Any]:
    scores = {theme: figures.single_cell([voices.values.get(one, []) for one in asked]) for theme, asked in by_theme.items()}
    return {"name": str(person), "themes": scores, "words": [(question, text) for question, _, text in voices.comments]}


def _of_group(
    cycle: EvaluationCycle,
    group: tree.Group,
    members: dict[Any, list[int]],
    known: dict[int, Heard],
    cells: dict[tuple[Any, str], dict[str, Any]],
) -> EvaluationResult:
    """Return the result of a pool, a department or the company."""
    scope, head = group.key
    themes = [
        {"key": theme["key"], "title": theme["title"], "says": theme["says"], "reports": cells[group.key, theme["key"]]}
        for theme in cycle.questionnaire.themes
    ]
    managers = [known[pk] for pk in members[group.key]]
    content: dict[str, Any] = {"themes": themes, "managers": len(managers)}
    if scope == Scope.POOL:
        content["names"] = sorted(str(one.evaluation.manager) for one in managers)
    return EvaluationResult(cycle=cycle, scope=scope, head_id=head, content=content)


def key_faults() -> list[str]:
    """Return what is wrong with the keys, in words: one that is missing while ballots are sealed, or one that outlived its release."""
    states = EvaluationCycle.Status
    rows = EvaluationCycle.objects.exclude(key_name="").values_list("key_name", "status")
    faults = {
        ("a key of evaluations is missing" if status != states.RELEASED else "a key of evaluations was not destroyed")
        for name, status in rows
        if has_key(name) == (status == states.RELEASED)
    }
    return sorted(faults)
