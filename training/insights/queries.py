"""What happened to everybody who began a trial, and which numbers were shown on which day?"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Count, Q

from training.insights.census import Course, Support, known_by
from training.insights.models import InsightRelease
from training.trials.models import SupportPromise, Trial
from training.trials.queries import begun_by, last_day, state_of_promise


def courses_until(on: date) -> list[Course]:
    """Return how the first trial of everybody who began one has gone by a day (two queries)."""
    whole = (
        begun_by(Trial.objects.all(), on)
        .select_related("contract", "candidate__leaver_review", "snapshot", "way_back")
        .defer("candidate__leaver_review__content")
    )
    trials: dict[int, list[Trial]] = defaultdict(list)
    for trial in whole.order_by("contract__starts_on", "pk"):
        trials[trial.candidate_id].append(trial)
    support = _support([found[0] for found in trials.values()], on=on)
    return [_course(found[0], support, on=on, tried_again=len(found) > 1) for found in trials.values()]


def _course(trial: Trial, support: Mapping[int, list[Support]], *, on: date, tried_again: bool) -> Course:
    level, band = _beside_snapshot(trial) if hasattr(trial, "way_back") else ("", "")
    review = getattr(trial.candidate, "leaver_review", None)
    course = Course(
        person=trial.candidate_id,
        began_on=trial.contract.starts_on,
        confirmed_on=trial.confirmed_on,
        returned_on=trial.way_back.on if hasattr(trial, "way_back") else None,
        left_on=trial.candidate.left_on,
        reviewed_on=review.written_on if review else None,
        is_regretted=review is not None and review.is_regretted,
        level=level,
        band=band,
        support=tuple(support.get(trial.pk, ())),
        tried_again=tried_again,
    )
    return known_by(course, on)


def _beside_snapshot(trial: Trial) -> tuple[str, str]:
    """Return where level and band after a return lie beside what was kept: by the height, and by the middle of the band."""
    kept, back = trial.snapshot, trial.way_back
    is_known = kept.band_middle is not None and back.band_middle is not None and kept.currency == back.currency
    band = _side(back.band_middle - kept.band_middle) if is_known else "unknown"  # type: ignore[operator]
    return _side(back.grade_order - kept.grade_order), band


def _side(difference: object) -> str:
    return "same" if difference == 0 else "higher" if difference > 0 else "lower"  # type: ignore[operator]


def _support(trials: list[Trial], *, on: date) -> dict[int, list[Support]]:
    """Return what was due and what came of each kind, until the trial's last day, or until it was decided or the person left."""
    by_pk = {trial.pk: trial for trial in trials}
    kept = Count("deliveries", filter=Q(deliveries__on__lte=on))
    rows: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for promise in SupportPromise.objects.annotate(times_kept=kept).order_by("trial", "kind"):
        if (trial := by_pk.get(promise.trial_id)) is not None:
            last = last_day(trial) or on
            state = state_of_promise(promise, on=min(on, _owed_until(trial, last)), until=last)
            rows[trial.pk, promise.kind].append((state.expected, min(state.expected, state.kept)))
    found: dict[int, list[Support]] = defaultdict(list)
    for (pk, kind), parts in rows.items():
        found[pk].append(Support(kind, sum(due for due, _ in parts), sum(came for _, came in parts)))
    return found


def _owed_until(trial: Trial, last: date) -> date:
    """Return the day from which nothing more was owed."""
    ends = (trial.confirmed_on, trial.way_back.on if hasattr(trial, "way_back") else None, trial.candidate.left_on)
    return min([last + timedelta(days=1), *(day for day in ends if day is not None)])


def release_of(wanted: str) -> InsightRelease | None:
    """Return the release of a day (ISO), or the newest one where none is meant; None when there is none. What is compared stays away."""
    rows = InsightRelease.objects.defer("people")
    try:
        chosen = rows.filter(on=date.fromisoformat(wanted)).first() if wanted else None
    except ValueError:
        chosen = None
    return chosen or rows.first()
