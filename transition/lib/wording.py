"""Which words in a text deserve a quiet hint? Patterns of English, kept few: a hint that is often wrong is soon not read."""

import re
from dataclasses import dataclass

MOST = 3  # hints shown for one text

_OTHERS = r"(they|he|she|you|people|others|everybody|everyone|somebody|management|(?:the|my|our) (?:team|others|people|manager))"
_DUTY = re.compile(
    rf"\b{_OTHERS}\s+(must|should|need to|needs to|have to|has to|ought to)\s+(not\s+)?([^.;!?\n]{{0,80}})", re.IGNORECASE
)
_FAULT = re.compile(
    rf"\b{_OTHERS}\s+(?:just\s+)?(always|never|don't|doesn't|do not|does not|won't|can't|cannot|refuses?)\b", re.IGNORECASE
)
_PAST = re.compile(
    r"\byou (?:were|weren't|did|didn't|had|hadn't|have been|always|never|used to)\b"
    r"|\blast (?:week|month|year|quarter|time|sprint)\b|\byesterday\b|\bback then\b|\bin the past\b|\b(?:weeks?|months?|years?) ago\b",
    re.IGNORECASE,
)
_REACH = r"(?:contact|reach|message|call|write|ring|ping|e-?mail|text|disturb|interrupt|approach|talk to|speak to|come to|ask)"
_CLOSED = re.compile(
    rf"(?<!\bi )\b(?:do not|don't|never|please don't|must not|may not)\s+{_REACH}\b[^.;!?\n]{{0,60}}"
    rf"|\b(?:only {_REACH}|{_REACH}(?: me)? only)\b[^.;!?\n]{{0,60}}"
    rf"|\b(?:each|every one|everybody|everyone) (?:of you )?(?:has|gets|is given|may {_REACH})\b[^.;!?\n]{{0,40}}\b(?:day|slot)\b"
    r"|\bby appointment only\b|\bexcept in (?:an emergency|emergencies)\b",
    re.IGNORECASE,
)
_JUDGED = (
    "lazy|careless|sloppy|unprofessional|rude|arrogant|selfish|immature|childish|incompetent|stupid|useless|hopeless|toxic|aggressive"
    "|unmotivated|disorgani[sz]ed|unreliable|dishonest|ignorant|disrespectful|oversensitive|too sensitive|too emotional|defensive"
    "|difficult|negative|impossible|a bully|a mess|a know-it-all|a micromanager|not a team player"
)
_WHO = r"(?:you|he|she|they)(?:\s+(?:are|is|were|was|seem|seems|seemed|can be)|['\u2019](?:re|s))"
_JUDGING = re.compile(
    rf"\b{_WHO}\s+(?:(?:so|too|very|really|just|quite|always|often|being|a bit|rather|simply)\s+)*(?:{_JUDGED})\b"
    r"|\b(?:bad|wrong|poor|negative|your) attitude\b|\byour (?:personality|character)\b"
    r"|\b(?:lack|lacks|lacking)(?: of)? (?:commitment|respect|motivation|interest|ownership|passion)\b"
    r"|\b(?:you|he|she|they) (?:do not|don['\u2019]t|does not|doesn['\u2019]t|did not|didn['\u2019]t) care\b",
    re.IGNORECASE,
)
_EVER = re.compile(r"\b(?:you|he|she|they) (?:always|never|constantly|only ever)\b[^.;!?\n]{0,40}", re.IGNORECASE)
_CROWD = re.compile(r"\b(?:everybody|everyone|people|the others|the whole team) (?:says?|thinks?|knows?|feels?)\b", re.IGNORECASE)
_STIGMA = (  # what a word says besides, and how one could say it without that
    (r"\bdemot(?:e|es|ed|ion|ing)\b", "moves back to a place of equal worth"),
    (r"\bstep(?:s|ped|ping)? (?:down|back|aside)\b", "moves back to engineering"),
    (r"\b(?:failed|failure|fails|failing|unsuccessful|did(?: not|n't) work out|not cut out)\b", "tried it, and chose"),
    (r"\b(?:gave up|gives up|giving up|could(?: not|n't) (?:handle|cope|manage)|overwhelmed)\b", "decided for other work"),
    (r"\b(?:back to (?:being )?(?:just|only)|(?:just|only|merely) an? (?:engineer|developer|IC))\b", "works as an engineer"),
    (r"\bpromot(?:e|es|ed|ion|ing)\b", "moves to leading; both tracks have the same heights"),
    (r"\b(?:real|proper) (?:manager|engineer|job)\b", "the work itself, by its name"),
)  # fmt: skip


@dataclass(frozen=True)
class Hint:
    """The words a hint is about, and how one could say it instead."""

    found: str
    instead: str


def own_part(text: str) -> list[Hint]:
    """Return where a text says what others must do or always do, each with a beginning that says "I will"."""
    hints = []
    for match in _DUTY.finditer(text):
        who, _, is_not, rest = match.groups()
        can = "…" if is_not else f"can {rest.strip()}".rstrip(" ,") + "."  # what they must not, is not what they need not
        hints.append(Hint(_short(match.group()), f"I will …, so that {who.lower()} {can}"))
    hints += [Hint(_short(match.group()), "I will …, because my own part in it is …") for match in _FAULT.finditer(text)]
    return _few(hints)


def future_only(text: str) -> list[Hint]:
    """Return where a suggestion speaks about the past (feedforward: about the future only, Goldsmith 2002)."""
    return _few([Hint(_short(match.group()), "Next time, you could …") for match in _PAST.finditer(text)])


def open_door(text: str) -> list[Hint]:
    """Return where a text forbids people to make contact, or fixes the day on which they may."""
    instead = "Write or call whenever you need to. I answer between … and …"
    return _few([Hint(_short(match.group()), instead) for match in _CLOSED.finditer(text)])


def without_judging(text: str) -> list[Hint]:
    """Return where feedback judges a person instead of saying what was seen and what it led to (situation, behaviour, impact)."""
    found = [Hint(_short(match.group()), "On … I saw …, and it led to …") for match in _JUDGING.finditer(text)]
    found += [Hint(_short(match.group()), "On Monday, and on Thursday again, …") for match in _EVER.finditer(text)]
    found += [Hint(_short(match.group()), "I noticed …") for match in _CROWD.finditer(text)]
    return _few(found)


def no_stigma(text: str) -> list[Hint]:
    """Return where a text about a move makes one of two equal directions sound like a fall, or like a prize."""
    found = [
        (match.start(), _short(match.group()), instead) for words, instead in _STIGMA for match in re.finditer(words, text, re.I)
    ]
    return _few([Hint(words, instead) for _, words, instead in sorted(found)])


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"


def _few(hints: list[Hint]) -> list[Hint]:
    return list(dict.fromkeys(hints))[:MOST]
