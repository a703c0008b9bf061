"""The file that a notice came in, as it was handed in: saved under its own name, or looked at page by page."""

from flask import Response
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.db import find
from checklist.files.models import StoredFile
from checklist.files.naming import EXTENSIONS, clean_name
from checklist.files.pages import download, picture
from checklist.files.previewing import page_picture
from checklist.notices.models import Notice
from checklist.notices.queries import notices_for
from checklist.refusals import Missing

# What a notice comes as. Another ending could make a computer run what is saved under it.
ENDINGS = frozenset({"docx", "docm", "dotx", "doc", "wps", "pdf", "ofd", "html", "htm", "mht", "txt", "md"}) | {
    ending for media_type, endings in EXTENSIONS.items() if media_type.startswith("image/") for ending in endings
}


def original_download(by: Membership, notice_id: int) -> Response:
    """The file itself; raises Missing where the notice is not the actor's or has none."""
    notice = _with_original(by, notice_id)
    return download(_original(notice), original_name(notice))


def original_page(by: Membership, notice_id: int, page: int) -> Response:
    """The picture of one of its pages, counted from 1; raises Missing where there is none, as of most texts."""
    original = _original(_with_original(by, notice_id))
    if not 1 <= page <= original.pages:
        raise Missing
    return picture(original, lambda file: page_picture(file, page))


def original_name(notice: Notice) -> str:
    """What the file is saved as: the name that it came with, or that it was pasted."""
    original = _original(notice)
    name = clean_name(notice.source_name) if notice.source_name else _("粘贴的通知正文")
    if name.rpartition(".")[2].lower() in ENDINGS and "." in name:
        return name
    return f"{name}.{EXTENSIONS.get(original.media_type, ('bin',))[0]}"


def _with_original(by: Membership, notice_id: int) -> Notice:
    return find(notices_for(by).options(joinedload(Notice.original)), notice_id)


def _original(notice: Notice) -> StoredFile:
    if notice.original is None:
        raise Missing
    return notice.original
