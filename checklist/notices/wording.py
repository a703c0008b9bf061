"""The words for what the reader says in codes."""

from flask_babel import lazy_gettext as _l

# Why a file cannot be read, and what to do about it.
UNREADABLE = {
    "empty": _l("里面没有文字。请检查文件，或把正文粘贴到文本框。"),
    "binary": _l("这不是文本文件（可能是 Word、PDF 或图片改了扩展名）。请打开原文件，复制正文，粘贴到文本框。"),
    "too_long": _l("内容太长，超出了一份通知的篇幅。请只粘贴通知本身。"),
    "classified": _l("文中标有密级（秘密、机密或绝密）。本系统不是涉密系统，不接收涉密文件；没有保存任何内容。"),
    "undecodable": _l("认不出这个文件的文字编码。请打开文件，复制正文，粘贴到文本框。"),
}

# Why a proposed directive should be looked at twice.
DOUBTS = {
    "conditional": _l("原文附有条件，可能不是每个单位都要办。"),
    "soft": _l("原文语气较缓，可能只是号召，不是任务。"),
    "vague_deadline": _l("期限只有笼统的说法，是否要定一个日期。"),
}
