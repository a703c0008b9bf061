"""Forms of links, of who helps, and of what is not taken."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice
from wtforms.validators import DataRequired, Optional

from checklist.evidence.giving import known_id
from checklist.evidence.kinds.kind import words_field
from checklist.helping.linking import DAYS, USUAL_DAYS

LINK_NAME_AT_MOST, NAME_AT_MOST, REASON_AT_MOST = 30, 50, 500
DAY_WORDS = {3: _l("3 天"), 7: _l("7 天"), 14: _l("14 天"), 30: _l("30 天")}


class LinkForm(FlaskForm):
    """A new link. `offer` is the word it will hold, signed; `replaces` the id of the one that ends with it."""

    name = words_field(_l("发给谁"), LINK_NAME_AT_MOST, DataRequired(_l("请写明发给谁，例如“科普组”。")))
    days = RadioField(
        _l("多久有效"), choices=[SelectChoice(days, DAY_WORDS[days]) for days in DAYS], coerce=int, default=USUAL_DAYS
    )
    offer = HiddenField()
    replaces = HiddenField(filters=[known_id])


class ContributorForm(FlaskForm):
    """Who gives something without an account."""

    contributor = words_field(
        _l("您的姓名"), NAME_AT_MOST, DataRequired(_l("请填写您的姓名，好让秘书知道是谁提供的。"))
    )


class RejectionForm(FlaskForm):
    """Why something is not taken: for the association's own record."""

    reason = words_field(_l("理由"), REASON_AT_MOST, Optional(), long=True)
