"""What an association decides for itself."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField


class OwnOrganizationForm(FlaskForm):
    """Whether its own leader approves what it reports."""

    needs_approval = BooleanField(_l("上报以前由本会负责人审签"))
