"""A run of a job in the administrator's words."""

from typing import Any

from flask_babel import gettext as _

from checklist.jobs.models import FAILED, RUNNING, SUCCEEDED, WAITING, Job
from checklist.jobs.schedule import ERRANDS, WORKS
from checklist.journal.models import NOTICE, OFFICE, ORGANIZATION
from checklist.journal.verifying import ALTERED, BEHEADED, MISSING, REWORDED


def job_label(job: Job) -> str:
    """What the job is called; a job that no longer exists by its name."""
    known = ERRANDS.get(job.name) or WORKS.get(job.name)
    return str(known.label) if known else job.name


def state_words(job: Job) -> str:
    return {WAITING: _("等待运行"), RUNNING: _("正在运行"), SUCCEEDED: _("成功"), FAILED: _("未通过")}[job.state]


def duration_words(job: Job) -> str:
    """How long the run took; empty while it has not ended."""
    if job.ended_at is None:
        return ""
    seconds = (job.ended_at - job.started_at).total_seconds()
    if seconds < 1:
        return _("不到1秒")
    if seconds < 60:
        return _("%(seconds)d秒", seconds=seconds)
    return _("%(minutes)d分%(seconds)d秒", minutes=seconds // 60, seconds=seconds % 60)


def result_words(job: Job) -> str:
    """How the run ended, in one or two sentences; empty while it has not ended."""
    facts = job.facts
    match job.result:
        case "journals_hold":
            return _("%(count)d 份变更记录全部完整。", count=facts["journals"])
        case "journals_altered":
            return _altered(facts)
        case "purged":
            return _purged(facts)
        case "files_swept":
            return _swept(facts)
        case "files_damaged":
            return _(
                "有 %(missing)d 个文件的内容找不到，%(altered)d 个文件的内容与保存时不同，请从备份恢复。"
                "第一个是 files 文件夹中的 %(first)s。",
                **facts,
            )
        case "import_read":
            return _("已读成草稿。")
        case "import_refused":
            return _("没有读成，原因已告知导入的人。")
        case "failed":
            return _("没有完成（%(error)s）。详情见服务器日志。", error=facts["error"])
        case "interrupted":
            return _("运行中断：后台程序停止过。")
    return _("第 %(count)d 次尝试", count=job.attempts) if job.attempts > 1 else ""


def _altered(facts: dict[str, Any]) -> str:
    journal = {
        NOTICE: _("通知 %(id)d"),
        ORGANIZATION: _("单位 %(id)d"),
        OFFICE: _("省科协（单位 %(id)d）"),
    }[facts["kind"]] % {"id": facts["subject_id"]}
    values = {"count": facts["journals"], "journal": journal, "number": facts["number"]}
    return {
        MISSING: _("%(count)d 份变更记录与原记录不符。%(journal)s：缺第 %(number)d 条。", **values),
        ALTERED: _("%(count)d 份变更记录与原记录不符。%(journal)s：第 %(number)d 条被改动。", **values),
        REWORDED: _("%(count)d 份变更记录与原记录不符。%(journal)s：第 %(number)d 条所记的内容被改动。", **values),
        BEHEADED: _("%(count)d 份变更记录与原记录不符。%(journal)s：第 %(number)d 条之后的末尾标记不符。", **values),
    }[facts["problem"]]


def _swept(facts: dict[str, Any]) -> str:
    if not any(facts.values()):
        return _("全部文件完好，没有需要清理的。")
    return _(
        "全部文件完好。已删除：上传记录 %(uploads)d 条，无人使用的文件 %(bytes)d 个，文件记录 %(rows)d 条，"
        "传到一半的 %(incoming)d 个，多余的预览 %(previews)d 个。",
        **facts,
    )


def _purged(facts: dict[str, Any]) -> str:
    if not any(facts.values()):
        return _("没有需要清理的数据。")
    return _(
        "已删除：登录 %(sessions)d 条，登录失败记录 %(attempts)d 条，一次性码 %(codes)d 个，运行记录 %(runs)d 条。",
        **facts,
    )
