"""Which kinds of message are there? The one registry: each feature's `messages.py` registers its own when the app is ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from people.notifications.models import Channel, Notice


@dataclass(frozen=True)
class Message:
    """What somebody reads: plain text without markup; `link` is a path of this site."""

    subject: str
    body: str = ""
    link: str = ""


def _always(notice: Notice, recipient: Any) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """One kind of message. `text` and `still_wanted` are asked right before it is delivered."""

    name: str  # "trials.offered"
    title: str  # what it is, on the page where people choose
    text: Callable[[Notice, Any], Message]
    still_wanted: Callable[[Notice, Any], bool] = _always
    channels: tuple[str, ...] = (Channel.INBOX, Channel.MAIL)
    is_urgent: bool = False  # does not wait for quiet hours or the digest, and cannot be switched off
    is_for_hr: bool = False  # nobody else is ever told this


_KINDS: dict[str, Kind] = {}
_HEADINGS: dict[str, str] = {}  # name of a kind -> heading
_PLANNERS: dict[str, Callable[[datetime], int]] = {}


def register(heading: str, *kinds: Kind) -> None:
    """Add kinds under a heading of the page where people choose. Raises ValueError when a name is taken by another one."""
    for kind in kinds:
        if _KINDS.setdefault(kind.name, kind) != kind:
            raise ValueError(f"two kinds of message are called {kind.name}")
        _HEADINGS[kind.name] = heading


def register_planner(name: str, plan: Callable[[datetime], int]) -> None:
    """Add a function that writes what is due by a moment and has not been told (`notifications.actions.plan`); returns how many."""
    _PLANNERS[name] = plan


def kind_named(name: str) -> Kind:
    """Return a kind. Raises KeyError for an unknown one."""
    return _KINDS[name]


def choosable(*, is_hr: bool) -> dict[str, list[Kind]]:
    """Return what can come by mail or not, as somebody likes: heading -> kinds, both in the order of the alphabet."""
    found: dict[str, list[Kind]] = {}
    for kind in sorted(_KINDS.values(), key=lambda kind: (_HEADINGS[kind.name], kind.title)):
        if Channel.MAIL in kind.channels and not kind.is_urgent and (is_hr or not kind.is_for_hr):
            found.setdefault(_HEADINGS[kind.name], []).append(kind)
    return found


def planners() -> Iterable[tuple[str, Callable[[datetime], int]]]:
    """Return every planner by name."""
    return sorted(_PLANNERS.items())
