"""The words for what the reader says in codes."""

from flask_babel import lazy_gettext as _l

# Why a file cannot be read, and what to do about it.
UNREADABLE = {
    "empty": _l("里面没有文字。请检查文件，或把正文粘贴到文本框。"),
    "binary": _l("这不是文本文件（可能是 Word、PDF 或图片改了扩展名）。请打开原文件，复制正文，粘贴到文本框。"),
    "too_long": _l("内容太长，超出了一份通知的篇幅。请只粘贴通知本身。"),
    "classified": _l("文中标有密级（秘密、机密或绝密）。本系统不是涉密系统，不接收涉密文件；没有保存任何内容。"),
    "undecodable": _l("认不出这个文件的文字编码。请打开文件，复制正文，粘贴到文本框。"),
    "password": _l("文件设有密码，读不了。请去掉密码另存一份，或复制正文，粘贴到文本框。"),
    "broken": _l("文件不完整或已损坏。请重新下载或另存一份再上传。"),
    "unpacks_too_large": _l("文件解压后过大，没有打开。请另存一份，或复制正文，粘贴到文本框。"),
    "too_many_pages": _l("页数太多，超出了一份通知的篇幅。请只上传通知本身的那几页。"),
    "scan": _l("文件是扫描件，每页都是图片，本机没有安装文字识别。请上传可以选中文字的文件，或把正文粘贴到文本框。"),
    "picture": _l("这是一张图片，本机没有安装文字识别。请上传可以选中文字的文件，或把正文粘贴到文本框。"),
    "blank_scan": _l("在图片里没有认出文字。请检查扫描是否清楚，或把正文粘贴到文本框。"),
    "convert": _l("这是旧版 Word 或 WPS 文件，本机没有安装 LibreOffice。请用 Word 或 WPS 打开，另存为 .docx 再上传。"),
    "too_heavy": _l("读这个文件要用的时间或内存太多，已经停止。请只上传通知本身，或复制正文，粘贴到文本框。"),
    "too_many_directives": _l("读出的任务事项超过 500 项，不像一份通知。请只上传通知本身。"),
    "no_room": _l("服务器的存储空间不足，暂时收不下文件；请稍后再传，并告知管理员。"),
    "archive": _l("这是压缩包。请解压后上传其中的通知文件。"),
    "sheet": _l("这是表格或演示文稿，不是通知。请上传通知的正文文件。"),
    "unknown": _l("不认识这种文件。请上传 Word、PDF、OFD、网页或文本文件，或把正文粘贴到文本框。"),
}

# Why a proposed directive should be looked at twice.
DOUBTS = {
    "conditional": _l("原文附有条件，可能不是每个单位都要办。"),
    "soft": _l("原文语气较缓，可能只是号召，不是任务。"),
    "vague_deadline": _l("期限只有笼统的说法，是否要定一个日期。"),
    "copied_deadline": _l("原来的通知定有期限，这次的文字没有写期限，是否要定一个。"),
    "copied_scope": _l("上次指定的单位都已不再运行，现在是所有主送对象，是否要另行指定。"),
}
