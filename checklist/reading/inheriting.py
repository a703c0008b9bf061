"""A deadline said once for several acts: in one sentence, over a section, or in a later sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from checklist.reading import deadlines, lexicon
from checklist.reading.model import ProposedDirective

_HANDED_ON = re.compile(
    r"联[络系][员人]|名单|清单|方案|材料|报告|[报登记调查统计表推荐申请自]表|登记表|安排表|回执|总结|问卷|台账|信息|"
    r"作品|案例|"
    r"值班|摸底|排查|自查|检查|统计|核查|整改|推荐|申报|报名"
)
_HANDS_IN = re.compile(
    r"公示|公布|上传|录入|填报|填写|反馈|提交|报送|上报|[发寄送交报]至|发到|发送|交|报(?!名|告会)|录制|更新"
)
_MAKES = re.compile(
    r"自查|排查|摸排|摸底|核查|清查|清点|盘点|检查|统计|调查|填写|填报|登记|汇总|梳理|确定|明确|指定|推荐|遴选|选派|评选|征集|"
    r"制定|制订|编制|"
    r"拟定|撰写|准备|建立|整理|录制|创作|提供|提出|注明|报名|申报|调整|安排好?.{0,4}值班|审核|签署|查找"
)
_BACK = re.compile(
    r"(?:以上|上述|前述|该项?|此项|这项|上列|有关|相关|所有|全部|各项)[^，。；]{0,6}(?:工作|任务|材料|内容|事项|措施|"
    r"表格|信息)"
)
_TOGETHER = re.compile(r"汇总后|一并|审核后|签字后|盖章后|汇总")
_RECORDS = re.compile("记录|台账|登记")
# Papers that a notice names again and again, and acts that have to do with handing them in.
_PAPERS = re.compile(
    r"推荐书|申报书|申请书|推荐表|申报表|申请表|报名表|登记表|汇总表|统计表|信息表|自查表|回执|值班(?:安排)?表?|作品|"
    r"论文|课件|案例|"
    r"书面材料|名单|自查报告|工作总结|实施方案|纸质|电子版|申报材料|推荐材料|检查情况|自查"
)
_SUBMITS = re.compile(r"填写|填报|提交|报送|上报|上传|提供|寄送|注明|安排|负责自查|开展自查|报名")
_SUCH = re.compile(r"(?:以上|上述)[^，。；]{0,4}(?:材料|表格|名单|信息)")
_OF_TIMES = re.compile(r"时间|期限|截止|起止|日期|时限")
_TIMED_ACTS = re.compile(r"报名|申报|报送|提交|征集|投稿|填报|上传|征文|寄送")
_EVERY_YEAR = re.compile(r"[于在]?\d{1,2}月(?:\d{1,2}日|底)前")
_INSTEAD = re.compile(r"代报|补报|代为|同时报|一并报|分别报|注明|须附|并附|随附")
_PAPERWORK = re.compile(r"(?:将|把|以)(?:书面|纸质|电子|有关|相关)?材料|纸质(?:版|材料)|电子版")
_WRITES = re.compile(r"填写|填报|总结|[汇报]报材料|报告|撰写")
_ALL_THIS = re.compile(r"(?:完成|结束)(?!的)")
_LASTS = re.compile(r"^[^，。；]{0,14}(?:保持|确保|务必保持|坚守|坚持)")
_LESS = (None, "vague_deadline", "soft")
_REACH = 4  # how many acts back a later report may be about


def in_sentence(directives: list[ProposedDirective]) -> list[ProposedDirective]:
    """In a sentence a day holds for more than its own clause: 明确1名联络人，联络人名单于5月1日前报."""
    shared = list(directives)
    for index in range(1, len(shared)):
        first, second = shared[index - 1], shared[index]
        if (first.deadline or "").startswith("relative: 每年") and _EVERY_YEAR.match(second.deadline_text or ""):
            shared[index] = replace(second, deadline=f"relative: 每年{(second.deadline_text or '').lstrip('于在')}")
            continue
        if first.deadline and not second.deadline and second.deadline_text is None and _goes_on(first, second):
            shared[index] = replace(second, deadline=first.deadline)
    report: ProposedDirective | None = None
    for index in range(len(shared) - 1, -1, -1):
        each = shared[index]
        if _absolute(each):
            report = each
        elif report and not each.deadline and _is_about(report.text, each):
            shared[index] = replace(each, deadline=report.deadline)
        else:
            report = None
    return shared


def from_end(directives: list[ProposedDirective], words: str, deadline: str | None) -> list[ProposedDirective]:
    """形成材料，建立台账，6月15日前完成相关准备工作: the day at the end of a sentence holds for its acts."""
    if not deadlines.due(deadline) or not _ALL_THIS.search(words):
        return directives
    return [taken(each, deadline) if _free(each) else each for each in directives]


def from_report(directives: list[ProposedDirective]) -> list[ProposedDirective]:
    """Who checks or fills in something has as long as the report on it has, though that is another sentence."""
    shared = list(directives)
    for index in range(len(shared) - 1, 0, -1):
        report = shared[index]
        if not _absolute(report) or not _HANDS_IN.search(report.text):
            continue
        for ahead in range(index + 1, min(len(shared), index + 3)):
            later = shared[ahead]
            if not later.deadline and later.deadline_text is None and _INSTEAD.search(later.text):
                shared[ahead] = taken(later, report.deadline)
        for back in range(index - 1, max(-1, index - 1 - _REACH), -1):
            earlier = shared[back]
            if earlier.deadline:
                continue
            if _PAPERWORK.search(report.text) and _WRITES.search(earlier.text):
                shared[back] = taken(earlier, report.deadline)
                continue
            if not _MAKES.search(earlier.text):
                continue
            if _names_the_same(earlier.text, report.text) or _BACK.search(report.text) or _TOGETHER.search(report.text):
                shared[back] = taken(earlier, report.deadline)
    return shared


def across(directives: list[ProposedDirective], said: dict[str, str] | None = None) -> list[ProposedDirective]:
    """Over the sections of one document: what is asked for in one has the day said in another, if that names it.

    `said`: papers and acts (推荐表, 报名) whose day a section of times gives without asking for anything itself.
    """
    shared = list(directives)
    days = dict(said or {})
    for index, report in enumerate(directives):
        if not _absolute(report) or not _HANDS_IN.search(report.text):
            continue
        for noun in _PAPERS.findall(report.text):
            days.setdefault(noun, report.deadline or "")
        if _SUCH.search(report.text):
            for back in range(max(0, index - 2 * _REACH), index):
                if _free(shared[back]) and _MAKES.search(shared[back].text):
                    shared[back] = taken(shared[back], report.deadline)
    for index, each in enumerate(shared):
        if _free(each) and _SUBMITS.search(each.text):
            named = [days[noun] for noun in days if re.search(f"{noun}(?![单书表人者条机指])", each.text)]
            if named:
                shared[index] = taken(each, named[0])
    return shared


def said_in(title: str, words: str, deadline: str | None) -> dict[str, str]:
    """What a section of times (报名时间, 材料报送截止时间) closes with a day."""
    if not deadline or not _OF_TIMES.search(title):
        return {}
    return dict.fromkeys(_TIMED_ACTS.findall(f"{title}{words}"), deadline)


def taken(directive: ProposedDirective, deadline: str | None) -> ProposedDirective:
    """The directive with a day that another sentence gives, so that a person looks at it."""
    return replace(directive, deadline=deadline, doubt="elsewhere" if directive.doubt in _LESS else directive.doubt)


def _free(directive: ProposedDirective) -> bool:
    return directive.deadline is None and directive.deadline_text is None


def from_sentence(directives: list[ProposedDirective], sentence: str, deadline: str | None) -> list[ProposedDirective]:
    """该项工作于4月底前完成, 各馆清点在6月4日前结束: a day for what was asked before it."""
    if not deadline or not re.search("完成|结束|报|交|发|截止", sentence):
        return directives
    if _BACK.search(sentence):
        return [each if each.deadline else taken(each, deadline) for each in directives]
    named = set(_HANDED_ON.findall(sentence))
    return [
        taken(each, deadline)
        if not each.deadline and _MAKES.search(each.text) and any(noun in each.text for noun in named)
        else each
        for each in directives
    ]


def _goes_on(first: ProposedDirective, second: ProposedDirective) -> bool:
    """Whether the day of one act holds for the next: a period only for its record, none for an exception."""
    if second.doubt == "conditional" or "方可" in second.text or _LASTS.match(second.text):
        return False
    return _absolute(first) or bool(_RECORDS.search(second.text))


def _absolute(directive: ProposedDirective) -> bool:
    return deadlines.due(directive.deadline) is not None


def _is_about(report: str, earlier: ProposedDirective) -> bool:
    if lexicon.PROHIBITION.search(earlier.text):
        return False
    if _BACK.search(report) and _ALL_THIS.search(report):
        return True
    if not _HANDS_IN.search(report):
        return False
    return bool(_MAKES.search(earlier.text)) or _names_the_same(earlier.text, report)


def _names_the_same(first: str, second: str) -> bool:
    return any(noun in second for noun in set(_HANDED_ON.findall(first)))
