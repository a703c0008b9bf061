"""文件: one or several files in one piece: photographs, a scan, a document."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from checklist.evidence.kinds.kind import Kind, Part, PieceForm


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
        return str(self.files[0].name).rsplit(".", 1)[0]


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
