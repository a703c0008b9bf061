"""文件: one or several files in one piece: photographs, a scan, a document."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from checklist.clock import today
from checklist.evidence.kinds.kind import Kind, Part, PieceForm
from checklist.formatting import day

# How a camera, a telephone or a chat names its pictures: with a number at the end.
_CAMERA = re.compile(r"\d{3}[\d()_ -]*$")


class FileForm(PieceForm):
    takes_files = True

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if not self.files and not self.refusals:
            self.form_errors.append(_("请选择照片或文件。"))
            return False
        return bool(is_valid)

    def content(self) -> dict[str, Any]:
        return {}

    def default_title(self) -> str:
        """The first document's name; of nothing but pictures, which a camera named, how many and of which day."""
        documents = [file for file in self.files if not file.file.media_type.startswith("image/")]
        first = str((documents or self.files)[0].name).rsplit(".", 1)[0]
        if documents or (len(self.files) == 1 and not _CAMERA.search(first)):
            return first
        on = day(self.happened_on.data or today())
        return ngettext("照片 %(num)d 张（%(day)s）", "照片 %(num)d 张（%(day)s）", len(self.files), day=on)


class File(Kind):
    name = "file"
    word = _l("文件")
    Form = FileForm
    measures = {"files": _l("文件数")}

    def summary(self, content: dict[str, Any]) -> str:
        count = len(content.get("files", ()))
        return ngettext("%(num)d 个文件", "%(num)d 个文件", count)

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"files": 1}, file["sha256"], file["name"]) for file in content.get("files", ())]


KIND = File()
