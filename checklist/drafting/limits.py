"""How many directives a draft can hold, whether the program or a person makes them."""

from flask_babel import gettext as _

from checklist.notices.models import Notice
from checklist.refusals import Refused

DIRECTIVES_AT_MOST = 500


def refuse_too_many(notice: Notice, more: int) -> None:
    """Refused where the draft cannot hold so many more; what was dropped counts too, as it can come back."""
    if len(notice.directives) + more > DIRECTIVES_AT_MOST:
        raise Refused(
            _("一份草稿最多 %(most)d 项任务事项（删去的也算），不能再添加或拆分这么多项。", most=DIRECTIVES_AT_MOST)
        )
