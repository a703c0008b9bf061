"""Events in words. Every name that is recorded anywhere stands in this table; a test looks for what is missing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from checklist.accounts.forms import ROLE_WORDS
from checklist.formatting import due_day
from checklist.journal.models import Event
from checklist.journal.queries import Names

# name of the event -> sentence; the placeholders are what `_values` gives.
WORDS = {
    "notice.drafted": _l("导入了通知文件，建立草稿"),
    "notice.part_chosen": _l("改选印发文件中的另一份"),
    "notice.letterhead_revised": _l("修改草稿的标题、文号等"),
    "notice.addressed": _l("修改草稿的主送对象"),
    "notice.discarded": _l("作废草稿"),
    "directive.added": _l("在草稿中添加任务事项“%(directive)s”"),
    "directive.edited": _l("修改草稿中的任务事项“%(directive)s”"),
    "directive.dropped": _l("从草稿中删去任务事项“%(directive)s”"),
    "directive.restored": _l("在草稿中恢复任务事项“%(directive)s”"),
    "directive.merged": _l("在草稿中把下一项并入任务事项“%(directive)s”"),
    "directive.unmerged": _l("在草稿中恢复已并入“%(directive)s”的任务事项"),
    "directive.split": _l("在草稿中拆分任务事项“%(directive)s”"),
    "directive.rejoined": _l("在草稿中撤销对任务事项“%(directive)s”的拆分"),
    "directive.moved": _l("调整草稿中任务事项“%(directive)s”的顺序"),
    "directive.related": _l("在草稿中认定任务事项“%(directive)s”与原通知事项的关系"),
    "withdrawal.planned": _l("在补充通知的草稿中列入撤销：任务事项“%(directive)s”"),
    "withdrawal.cancelled": _l("在补充通知的草稿中取消撤销：任务事项“%(directive)s”"),
    "notice.issued": _l("印发通知：%(count)s 个单位，%(tasks)s 项承办任务"),
    "notice.opened": _l("%(organization)s首次打开通知"),
    "notice.signed_for": _l("%(organization)s签收通知"),
    "addressee.added": _l("增加主送对象：%(count)s 个单位，%(tasks)s 项承办任务"),
    "directive.withdrawn": _l("撤销任务事项“%(directive)s”，涉及 %(tasks)s 项承办任务"),
    "directive.superseded": _l("任务事项“%(directive)s”由补充通知改动，%(tasks)s 项没有办结的承办任务转到补充通知"),
    "task.carried_on": _l("%(organization)s的“%(directive)s”接着原任务办理，原来附的材料已转来"),
    "deadline.moved": _l("任务事项“%(directive)s”的期限由 %(old)s 调整为 %(new)s"),
    "task.submitted": _l("%(organization)s上报“%(directive)s”（第 %(submission)s 次）"),
    "task.submitted_on_behalf": _l("代%(organization)s上报“%(directive)s”（代报，第 %(submission)s 次）"),
    "task.taken_back": _l("%(organization)s撤回“%(directive)s”的第 %(submission)s 次上报"),
    "task.accepted": _l("办结%(organization)s的“%(directive)s”（第 %(submission)s 次上报）"),
    "task.returned": _l("退回%(organization)s的“%(directive)s”（第 %(submission)s 次上报）"),
    "comment.written": _l("就%(organization)s的“%(directive)s”留言"),
    "remark.written": _l("就%(organization)s的“%(directive)s”记下内部备注"),
    "task.reopened": _l("重新打开%(organization)s的“%(directive)s”"),
    "exemption.asked": _l("%(organization)s申请“%(directive)s”不适用"),
    "exemption.taken_back": _l("%(organization)s撤回“%(directive)s”的不适用申请"),
    "exemption.granted": _l("同意“%(directive)s”对%(organization)s不适用"),
    "exemption.refused": _l("不同意“%(directive)s”对%(organization)s不适用"),
    "approval.asked": _l("%(organization)s将“%(directive)s”报本会负责人审签"),
    "approval.taken_back": _l("%(organization)s撤回“%(directive)s”的审签"),
    "approval.given": _l("%(organization)s的负责人同意上报“%(directive)s”"),
    "approval.refused": _l("%(organization)s的负责人退回“%(directive)s”"),
    "organization.approval_required": _l("%(organization)s开启上报前的本会审签"),
    "organization.approval_lifted": _l("%(organization)s关闭上报前的本会审签"),
    "evidence.given": _l("%(organization)s提供了一份佐证材料"),
    "evidence.revised": _l("%(organization)s更新了一份佐证材料（第 %(version)s 版）"),
    "evidence.voided": _l("%(organization)s作废了一份佐证材料"),
    "helper_link.made": _l("%(organization)s生成了一个免账号链接"),
    "helper_link.revoked": _l("%(organization)s停用了一个免账号链接"),
    "contribution.given": _l("有人通过链接为%(organization)s的“%(directive)s”提供了一份材料，待确认"),
    "contribution.confirmed": _l("%(organization)s采用了通过链接为“%(directive)s”提供的一份材料"),
    "contribution.rejected": _l("%(organization)s没有采用通过链接为“%(directive)s”提供的一份材料"),
    "evidence.attached": _l("%(organization)s为“%(directive)s”附上一份佐证材料"),
    "evidence.detached": _l("%(organization)s从“%(directive)s”移除一份佐证材料"),
    "organization.founded": _l("新增单位：%(organization)s"),
    "organization.renamed": _l("单位更名，现名：%(organization)s"),
    "organization.sorted": _l("调整单位的类别与标签：%(organization)s"),
    "organizations.imported": _l("从表格导入：新增单位 %(founded)s 个，新增任职 %(memberships)s 个"),
    "category.added": _l("新增类别或标签：%(category)s"),
    "membership.started": _l("%(person)s开始任职：%(organization)s，%(role)s"),
    "membership.ended": _l("%(member)s的任职结束：%(member_organization)s，%(member_role)s"),
    "code.issued": _l("为%(person)s生成一次性登录码"),
    "code.used": _l("%(person)s使用了一次性登录码"),
    "password.set": _l("%(person)s设置了密码"),
}


@dataclass(frozen=True)
class Told:
    """One event as the timeline shows it. `task_id`, `organization_id`: what it can be looked up by."""

    number: int
    at: datetime
    what: str
    who: str
    task_id: int | None
    organization_id: int | None


def told(event: Event, names: Names) -> Told:
    """The event in words, with the names that its ids stand for now."""
    sentence = WORDS.get(event.name)
    return Told(
        number=event.number,
        at=event.at,
        what=str(sentence) % _values(event.facts, names) if sentence is not None else event.name,
        who=_who(event.membership_id, names),
        task_id=event.facts.get("task"),
        organization_id=event.facts.get("organization"),
    )


def _who(membership_id: int | None, names: Names) -> str:
    if membership_id is None:
        return _("系统")
    membership = names.memberships.get(membership_id)
    if membership is None:
        return _("已删除")
    return _("%(name)s（%(organization)s）", name=membership.person.name, organization=membership.organization.name)


def _values(facts: dict[str, Any], names: Names) -> dict[str, Any]:
    """Everything that a sentence may say of an event. What was erased says so."""
    gone = _("已删除")
    organization_id, directive_id = names.tasks.get(
        facts.get("task", 0), (facts.get("organization", 0), facts.get("directive", 0))
    )
    member = names.memberships.get(facts.get("membership", 0))
    return {
        "organization": names.organizations.get(organization_id, gone),
        "directive": names.directives.get(directive_id, gone),
        "person": names.people.get(facts.get("person", 0), gone),
        "category": names.categories.get(facts.get("category", 0), gone),
        "role": ROLE_WORDS.get(facts.get("role", ""), gone),
        "member": member.person.name if member else gone,
        "member_organization": member.organization.name if member else gone,
        "member_role": ROLE_WORDS.get(member.role, gone) if member else gone,
        "submission": facts.get("submission", ""),
        "version": facts.get("version", ""),
        "count": len(facts.get("organizations", ())),
        "tasks": facts.get("tasks", 0),
        "founded": len(facts.get("founded", ())),
        "memberships": len(facts.get("memberships", ())),
        "old": _moment(facts.get("old")),
        "new": _moment(facts.get("new")),
    }


def _moment(text: str | None) -> str:
    return due_day(datetime.fromisoformat(text)) if text else _("未定期限")
