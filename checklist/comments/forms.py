"""What is said about a task."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from checklist.evidence.kinds.kind import words_field

TEXT_AT_MOST = 1000


class CommentForm(FlaskForm):
    """To the other side."""

    text = words_field(_l("留言"), TEXT_AT_MOST, DataRequired(_l("请写下要说的内容。")), long=True)


class RemarkForm(FlaskForm):
    """To the office's own people. A field of another name, so that one form's words never end up in the other."""

    remark = words_field(_l("内部备注"), TEXT_AT_MOST, DataRequired(_l("请写下备注的内容。")), long=True)
