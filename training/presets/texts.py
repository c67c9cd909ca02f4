"""What may a preset say, and which ones come with the product?

Source of the usual lengths and of the span: published interim-manager programmes (three to six months, two to four people at first,
"no more than six" where somebody leads for the first time).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from training.presets.models import PresetVersion

Form, Condition = PresetVersion.CheckInForm, PresetVersion.Condition
SHORTEST, LONGEST = 30, 180  # days
REVIEWS = (14, 60)  # days between reviews of an open end, at least and at most
MOST_SPAN = 12  # nobody learns to lead with more


@dataclass(frozen=True)
class PresetText:
    """A preset as it is written: `days` or `review_days`; `check_ins` are (days after the first day, form)."""

    key: str
    title: str
    days: int | None = None
    review_days: int | None = None
    check_ins: Sequence[tuple[int, str]] = ()
    extension_days: int = 0
    conditions: Sequence[str] = field(default_factory=lambda: list(Condition.values))
    span_from: int = 2
    span_to: int = 4
    span_warning: int = 6


SHIPPED = (
    PresetText("90-days", "90 days", 90, check_ins=((30, "usual"), (60, "usual"), (85, "last")), extension_days=30),
    PresetText(
        "180-days", "180 days", 180, check_ins=((30, "first"), (60, "usual"), (90, "usual"), (135, "usual"), (175, "last"))
    ),
    PresetText(
        "acting",
        "Acting, with an open end",
        review_days=30,
        conditions=(Condition.CHECK_INS.value, Condition.SUPPORT.value, Condition.ONE_ON_ONES.value),
    ),
)


def faults_of(text: PresetText) -> dict[str, str]:
    """Return what is wrong with a preset, by field of PresetText."""
    faults = {}
    if (text.days is None) == (text.review_days is None):
        faults["days"] = "Either it lasts some days, or it has an open end with reviews."
    if text.days is not None and not SHORTEST <= text.days <= LONGEST:
        faults["days"] = f"A trial lasts {SHORTEST} to {LONGEST} days."
    if text.review_days is not None and not REVIEWS[0] <= text.review_days <= REVIEWS[1]:
        faults["review_days"] = f"A review every {REVIEWS[0]} to {REVIEWS[1]} days."
    if text.days is not None and (not text.check_ins or not all(0 < day < text.days for day, _ in text.check_ins)):
        faults["check_ins"] = "At least one check-in, each within the trial."
    if not all(form in Form.values for _, form in text.check_ins):
        faults["check_ins"] = f"After the days one of: {', '.join(Form.values)}."
    if not 0 <= text.extension_days <= 60 or (text.days is None and text.extension_days):
        faults["extension_days"] = "Up to 60 days; nothing where the end is open."
    if not 1 <= text.span_from <= text.span_to <= text.span_warning <= MOST_SPAN:
        faults["span_to"] = f"From at least one person to at most {MOST_SPAN}, in this order."
    if not text.title.strip():
        faults["title"] = "Say what it is called."
    if Condition.CHECK_INS not in text.conditions:
        faults["conditions"] = "The check-ins always count: without them nobody knows what is confirmed."
    return faults
