"""Why a file is not taken, in a sentence for whoever picked it, and what to do instead."""

from typing import Any

from flask_babel import gettext as _

from checklist.formatting import file_size
from checklist.refusals import Refused


class Unacceptable(Refused):
    """This file is not taken; nothing of it was kept. `code`: what the examination found, where it was that."""

    code = ""


def no_room_sentence() -> str:
    """The disk is full."""
    return _("服务器的存储空间不足，暂时收不下文件；请稍后再传，并告知管理员。")


def too_large_sentence(most: int) -> str:
    """Larger than the largest file that is taken, in bytes."""
    return _("文件超过 %(size)s，请压缩或拆分后再传。", size=file_size(most))


def lost_sentence() -> str:
    """The row is there and the bytes are not."""
    return _("服务器上找不到这个文件的内容，请告知管理员。")


def refusal(code: str) -> Unacceptable:
    """The refusal that the examination found, by its code; an unknown one is a file that cannot be opened safely."""
    sentences: dict[str, Any] = {
        "empty": _("这是一个空文件，请检查后重新选择。"),
        "web_page": _("网页和 SVG 图不能作为文件上传。请截图，或另存为 PDF；网页也可以附网址。"),
        "program": _("程序和脚本不能上传。"),
        "archive": _("压缩包不能上传。请解压后把里面的文件分别上传。"),
        "video": _("音频和视频不能上传。请先发布到公众号或视频号，再附上网址。"),
        "picture_kind": _("这种图片格式不能上传。请存为 JPG 或 PNG 再传；截图也可以。"),
        "password": _("文件设有密码，收到的人打不开。请去掉密码后再传。"),
        "macros": _("文件里带有宏，不能上传。请另存为不带宏的 .docx、.xlsx 或 PDF 再传。"),
        "prefixed_pdf": _("这个 PDF 的开头有多余的内容，不能安全打开。请用打印功能另存为 PDF 再传。"),
        "broken_picture": _("这张图片不完整或已损坏，打不开。请重新拍照、截图或重新选择。"),
        "broken": _("文件不完整或已损坏，打不开。请重新保存后再传。"),
        "too_many_pixels": _("图片的尺寸太大。请缩小后再传，或用截图。"),
        "unpacks_too_large": _("文件解开后太大，不能安全打开。请删减后再传，或另存为 PDF。"),
        "long_text": _("文字太长。请另存为 Word 或 PDF 再传。"),
        "classified": _("文件标有密级。本系统不得处理涉密文件，没有收下。"),
        "no_room": no_room_sentence(),
        "unknown": _("这种文件不能上传。可以上传照片、PDF、Word、Excel、PPT、WPS、OFD 和文本文件。"),
    }
    problem = Unacceptable(sentences.get(code, _("这个文件无法安全打开，没有收下。请另存为 PDF 或截图后再传。")))
    problem.code = code
    return problem
