"""The kinds of evidence, one list for the reader and for the forms."""

from flask_babel import lazy_gettext as _l

# kind -> (words on the screen, labels of the reader that mean it)
KINDS = {
    "link": (_l("链接"), ("other",)),
    "file": (_l("文件"), ("document", "plan")),
    "meeting": (_l("会议记录"), ("meeting",)),
    "study": (_l("学习情况"), ("study",)),
    "post": (_l("宣传报道"), ("post",)),
    "roster": (_l("名册"), ("roster",)),
    "suggestion": (_l("意见建议"), ()),
    "story": (_l("典型事迹"), ()),
    "statement": (_l("情况说明"), ()),
    "figures": (_l("指标数据"), ("number",)),
    "report": (_l("报告"), ("report",)),
}


def kind_of_label(label: str) -> str:
    """The kind for a label of the reader; a link where it names none."""
    return next((kind for kind, (_words, labels) in KINDS.items() if label in labels), "link")
