"""Stories to rehearse, small enough to be seen whole."""

from datetime import UTC, datetime

from training.rehearsals.actions import keep_draft, publish_version
from training.rehearsals.models import ScenarioVersion
from training.rehearsals.twee import read_story

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)

SMALL = """:: StoryTitle
The late train

:: StoryData
{"ifid": "11111111-2222-4333-8444-555555555555", "format": "Transition", "start": "Platform"}

:: What it is about [about]
You wait, and Otto is late.

:: Platform {"position":"100,100"}
The train leaves in *four* minutes.

[[Ring him->He answers]]
> #calm+2 #clarity+1 You asked before you judged.
[[Leave without him->Alone]]
> #calm-2 He was at the barrier.
- [[Shout|He answers]]
> #calm-1
> The whole platform knows now.

:: He answers
“I am at the barrier,” he says.

[[Alone<-Go on]]
> #clarity-1 He heard the doors.
[[Hold the door->Together]]
> #clarity+2 A small thing, done.

:: Together [good]
You both sit down.

:: Alone [poor]
You sit alone.
"""


def published(text: str = SMALL, **changes: str) -> ScenarioVersion:
    """Return a published scenario; `changes` are words of the text -> other words."""
    for old, new in changes.items():
        text = text.replace(old, new)
    return publish_version(keep_draft(read_story(text), by=None, at=AT), by=None, at=AT)
