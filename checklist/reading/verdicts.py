"""What judging a clause needs to know, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    DUTY = "a duty that can stand alone"
    SUPPORT = "part of a duty beside it, too slight to stand alone"
    CONTEXT = "says when, where, how or on what condition"
    NOTHING = "exhortation, purpose, description, permission or the issuer's own plan"


@dataclass
class Surroundings:
    """What the sentence and the section have said so far."""

    actor: str | None = None
    obliged: bool = False  # an obligation word stood earlier in this sentence
    section_obliged: bool = False  # one stood anywhere in this section
    telling: bool = False  # the section tells what is planned
    pending: bool = False  # the clause before obliged, but only set the scene: 各地要按照要求，…
    issuer_speaks: bool = False  # an earlier clause of this sentence was the issuer's own plan
    of_rules: bool = False  # an article of rules, where a colon opens a list of things
    listed: bool = False  # an earlier clause of this sentence opened a list of things
    named: bool = False  # an earlier clause of this sentence names who must act
    case: bool = False  # the clauses before name the case a duty is for: 发现…的，…
    permitted: bool = False  # an earlier clause of this sentence only permits


@dataclass(frozen=True)
class Verdict:
    role: Role
    actor: str | None = None  # who must act, where the clause names them
    modal: str = ""
    core: str = ""  # the words from the verb on, or the whole clause where none was found
    strength: int = 0
    prohibits: bool = False
    conditional: bool = False
    topic: str = ""  # the thing before the obligation word: 名单 in 名单请于5月1日前报
