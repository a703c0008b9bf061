"""What a notice will cost its receivers, shown to the officer before it goes out."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from checklist.notices.addressing import Share, shares
from checklist.notices.impact import Impact
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Organization


@dataclass(frozen=True)
class Line:
    """One directive and for how many organizations it is."""

    directive: Directive
    receivers: int


@dataclass(frozen=True)
class Group:
    """The organizations that receive the same directives."""

    directives: tuple[Directive, ...]
    organizations: list[Organization]
    missing: list[Directive]


@dataclass(frozen=True)
class Cost:
    lines: list[Line]
    groups: list[Group]
    organizations: int
    tasks: int
    least: int
    most: int
    # What stands in the way of issuing, and what should be looked at again.
    problems: list[str]
    warnings: list[str]

    @property
    def common(self) -> "Group | None":
        """The largest group when there are several: the others are told from it."""
        return self.groups[0] if self.groups else None


def weigh(
    notice: Notice,
    directives: Sequence[Directive],
    organizations: Sequence[Organization],
    at: datetime,
    done: Container[tuple[int, int]] = (),
    impact: Impact | None = None,
) -> Cost:
    """The work that these directives make for these organizations, were they issued now.

    `done`: the pairs of a directive and an organization for which nothing starts again; `impact`: what a supplement
    does beside making work.
    """
    given = [
        Share(share.organization, tuple(d for d in share.directives if (d.id, share.organization.id) not in done))
        for share in shares(directives, organizations)
    ]
    sizes = [len(share.directives) for share in given]
    counted = {directive.id: 0 for directive in directives}
    for share in given:
        for directive in share.directives:
            counted[directive.id] += 1
    lines = [Line(directive, counted[directive.id]) for directive in directives]
    return Cost(
        lines=lines,
        groups=_groups(given, directives),
        organizations=len(given),
        tasks=sum(sizes),
        least=min(sizes, default=0),
        most=max(sizes, default=0),
        problems=_problems(notice, directives, organizations, impact),
        warnings=_warnings(lines, sizes, at) if organizations else [],
    )


def _groups(given: list[Share], directives: Sequence[Directive]) -> list[Group]:
    """Those with the same directives together, the largest group first."""
    together: dict[tuple[int, ...], list[Share]] = {}
    for share in given:
        together.setdefault(tuple(directive.id for directive in share.directives), []).append(share)
    groups = [
        Group(
            same[0].directives,
            [share.organization for share in same],
            [directive for directive in directives if directive.id not in ids],
        )
        for ids, same in together.items()
    ]
    return sorted(groups, key=lambda group: (-len(group.organizations), -len(group.directives)))


def _problems(
    notice: Notice, directives: Sequence[Directive], organizations: Sequence[Organization], impact: Impact | None
) -> list[str]:
    found = list(impact.problems) if impact else []
    if not notice.title:
        found.append(_("通知还没有标题，请先填写。"))
    if not directives and not (impact and impact.withdrawn):
        found.append(_("还没有一个任务事项，请先添加。"))
    if not organizations:
        found.append(_("还没有主送对象，请先选择。"))
    return found


def _warnings(lines: list[Line], sizes: list[int], at: datetime) -> list[str]:
    found = [
        _("“%(title)s”没有发给任何单位：主送对象中没有它所指的单位。", title=line.directive.title)
        for line in lines
        if not line.receivers
    ]
    found += [
        _("“%(title)s”的期限已经过去。", title=line.directive.title)
        for line in lines
        if line.directive.due_at is not None and line.directive.due_at < at
    ]
    undated = sum(line.directive.due_at is None for line in lines)
    if undated:
        found.append(_("有 %(count)d 项没有确定期限，不会提示临期或逾期。", count=undated))
    idle = sizes.count(0)
    if idle and lines:
        found.append(_("有 %(count)d 个单位收到通知，但没有要办的任务事项。", count=idle))
    return found
