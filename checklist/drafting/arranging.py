"""A draft as the confirming screen shows it: the text beside the directives, each with its place and its receivers."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from checklist.drafting.passages import can_be_cut
from checklist.notices.addressing import addressed
from checklist.notices.issuing import not_chosen
from checklist.notices.laying_out import Paragraph, laid_out, with_sentences
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization
from checklist.refusals import Refused

# What stands beside the directives.
TEXT, SENTENCES, PAGES = "text", "sentences", "pages"


@dataclass(frozen=True)
class Card:
    """One directive: its number in the document, its place (from 0) under its heading, for how many it is.

    `next_id`: the next one that is kept, with which it can be merged; `into`: the number of the one that it was merged
    into; `pieces`: into how many more it was cut.
    """

    directive: Directive
    number: int
    place: int
    siblings: int
    receivers: int
    next_id: int | None = None
    into: int | None = None
    pieces: int = 0

    @property
    def is_for_all(self) -> bool:
        return not self.directive.categories and not self.directive.organizations

    @property
    def is_divisible(self) -> bool:
        return can_be_cut(self.directive.text)


@dataclass(frozen=True)
class Draft:
    notice: Notice
    paragraphs: list[Paragraph]
    # Under each heading path, in the order of the document.
    groups: list[tuple[list[str], list[Card]]]
    receivers: list[Organization]
    categories: list[Category]
    associations: list[Organization]
    beside: str = TEXT

    @property
    def cards(self) -> list[Card]:
        return [card for _path, cards in self.groups for card in cards]

    @property
    def numbers(self) -> dict[int, int]:
        """The number of a directive by its id."""
        return {card.directive.id: card.number for card in self.cards}

    @property
    def kept(self) -> int:
        return sum(card.directive.dropped_at is None for card in self.cards)

    @property
    def dropped(self) -> int:
        return len(self.cards) - self.kept

    @property
    def doubtful(self) -> list[Card]:
        """The kept ones that a person should look at twice."""
        return [card for card in self.cards if card.directive.dropped_at is None and card.directive.doubt]

    def card_of(self, directive_id: int) -> Card:
        """The card of a directive; raises Refused for one of another document of the file."""
        for card in self.cards:
            if card.directive.id == directive_id:
                return card
        raise Refused(not_chosen())

    def before(self, card: Card) -> Card | None:
        """The kept one that this one follows, or followed before it was left out."""
        earlier = [one for one in self.cards if one.number < card.number and one.directive.dropped_at is None]
        return earlier[-1] if earlier else None

    def paragraphs_of(self, *directives: Directive) -> list[Paragraph]:
        """The paragraphs that hold something of these passages."""
        return [p for p in self.paragraphs if any(d.start < p.end and d.end > p.start for d in directives)]


def arrange(
    notice: Notice, categories: list[Category], associations: list[Organization], *, beside: str = TEXT
) -> Draft:
    """The chosen document of the draft, everything loaded."""
    own = sorted((d for d in notice.directives if d.part == notice.part), key=lambda d: (d.position, d.id))
    receivers = addressed(notice, associations)
    lay_out = with_sentences if beside == SENTENCES else laid_out
    # What was merged into another is marked as part of that.
    marked = [directive for directive in own if directive.merged_into_id is None]
    return Draft(
        notice=notice,
        paragraphs=lay_out(notice.source_text, notice.parts[notice.part], marked),
        groups=_groups(own, _Counting(receivers)),
        receivers=receivers,
        categories=categories,
        associations=associations,
        beside=beside,
    )


class _Counting:
    """For how many of the receivers a directive is, without asking each of them for each directive."""

    def __init__(self, receivers: Sequence[Organization]) -> None:
        self._all = {receiver.id for receiver in receivers}
        self._of = defaultdict[int, set[int]](set)
        for receiver in receivers:
            for category in receiver.categories:
                self._of[category.id].add(receiver.id)

    def count(self, directive: Directive) -> int:
        if not directive.categories and not directive.organizations:
            return len(self._all)
        chosen = {organization.id for organization in directive.organizations} & self._all
        return len(chosen.union(*(self._of[category.id] for category in directive.categories)))


def _groups(own: Sequence[Directive], receivers: _Counting) -> list[tuple[list[str], list[Card]]]:
    numbers = {directive.id: number for number, directive in enumerate(own, 1)}
    pieces = Counter(directive.cut_from_id for directive in own)
    following: dict[int, int | None] = {}
    after = None
    for directive in reversed(own):
        following[directive.id] = after
        after = directive.id if directive.dropped_at is None else after
    groups = []
    for path, members in groupby(own, key=lambda directive: directive.heading_path):
        together = list(members)
        cards = [
            Card(
                directive,
                numbers[directive.id],
                place,
                len(together),
                receivers.count(directive),
                following[directive.id],
                numbers.get(directive.merged_into_id or 0),
                pieces[directive.id],
            )
            for place, directive in enumerate(together)
        ]
        groups.append((path, cards))
    return groups
