"""A draft as the confirming screen shows it: the text beside the directives, each with its place and its receivers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from checklist.notices.addressing import addressed, is_for
from checklist.notices.laying_out import Paragraph, laid_out, with_sentences
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization


@dataclass(frozen=True)
class Card:
    """One directive: its number in the document, its place (from 0) under its heading, for how many it is."""

    directive: Directive
    number: int
    place: int
    siblings: int
    receivers: int

    @property
    def is_for_all(self) -> bool:
        return not self.directive.categories and not self.directive.organizations


@dataclass(frozen=True)
class Draft:
    notice: Notice
    paragraphs: list[Paragraph]
    # Under each heading path, in the order of the document.
    groups: list[tuple[list[str], list[Card]]]
    receivers: list[Organization]
    categories: list[Category]
    associations: list[Organization]
    is_ticking: bool

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

    def card_of(self, directive_id: int) -> Card:
        return next(card for card in self.cards if card.directive.id == directive_id)


def arrange(
    notice: Notice, categories: list[Category], associations: list[Organization], *, is_ticking: bool = False
) -> Draft:
    """The chosen document of the draft, everything loaded."""
    own = sorted((d for d in notice.directives if d.part == notice.part), key=lambda d: (d.position, d.id))
    receivers = addressed(notice, associations)
    lay_out = with_sentences if is_ticking else laid_out
    return Draft(
        notice=notice,
        paragraphs=lay_out(notice.source_text, notice.parts[notice.part], own),
        groups=_groups(own, receivers),
        receivers=receivers,
        categories=categories,
        associations=associations,
        is_ticking=is_ticking,
    )


def _groups(own: Sequence[Directive], receivers: Sequence[Organization]) -> list[tuple[list[str], list[Card]]]:
    numbers = {directive.id: number for number, directive in enumerate(own, 1)}
    groups = []
    for path, members in groupby(own, key=lambda directive: directive.heading_path):
        together = list(members)
        cards = [
            Card(
                directive,
                numbers[directive.id],
                place,
                len(together),
                sum(is_for(directive, receiver) for receiver in receivers),
            )
            for place, directive in enumerate(together)
        ]
        groups.append((path, cards))
    return groups
