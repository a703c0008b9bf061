"""Forms of signing in, of the account page, and of new memberships."""

import re
import unicodedata
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, RadioField, StringField, TelField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from checklist.accounts.models import (
    ADMINISTRATOR,
    ASSOCIATION_ROLES,
    HEAD,
    LEADER,
    MEMBER,
    OFFICE_ROLES,
    SECRETARY,
    STAFF,
)
from checklist.accounts.passwords import LONGEST, problem_with_password
from checklist.fields import plain_words
from checklist.organizations.models import Organization

ROLE_WORDS = {
    ADMINISTRATOR: _l("管理员"),
    STAFF: _l("工作人员"),
    LEADER: _l("领导"),
    SECRETARY: _l("秘书"),
    MEMBER: _l("成员"),
    HEAD: _l("本会负责人"),
}


def roles_in(organization: Organization) -> tuple[str, ...]:
    """What one can be in such an organization."""
    return OFFICE_ROLES if organization.is_office else ASSOCIATION_ROLES


def plain(text: str | None) -> str:
    """What was typed without spaces around it, full-width letters and digits as the ordinary ones."""
    return unicodedata.normalize("NFKC", plain_words(text)).strip()


class SignInForm(FlaskForm):
    sign_in_name = StringField(
        _l("登录名"), [DataRequired(_l("请填写登录名。")), Length(max=100, message=_l("登录名太长。"))], filters=[plain]
    )
    password = PasswordField(
        _l("密码"), [DataRequired(_l("请填写密码。")), Length(max=LONGEST, message=_l("密码太长。"))]
    )


class NewPasswordFields(FlaskForm):
    """A new password, twice; `sign_in_name_of()` says whose."""

    new_password = PasswordField(_l("新密码"), [DataRequired(_l("请填写新密码。"))])
    repeated_password = PasswordField(_l("再填一次新密码"), [DataRequired(_l("请再填一次新密码。"))])

    def sign_in_name_of(self) -> str:
        raise NotImplementedError

    def validate_new_password(self, field: Field) -> None:
        problem = problem_with_password(field.data, self.sign_in_name_of())
        if problem:
            raise ValidationError(problem)

    def validate_repeated_password(self, field: Field) -> None:
        if field.data != self.new_password.data:
            raise ValidationError(_("两次填写的新密码不一样。"))


class CodeForm(NewPasswordFields):
    sign_in_name = StringField(
        _l("登录名"), [DataRequired(_l("请填写登录名。")), Length(max=100, message=_l("登录名太长。"))], filters=[plain]
    )
    code = StringField(
        _l("登录码"), [DataRequired(_l("请填写登录码。")), Length(max=100, message=_l("登录码太长。"))], filters=[plain]
    )

    def sign_in_name_of(self) -> str:
        return self.sign_in_name.data or ""


class PasswordForm(NewPasswordFields):
    password = PasswordField(
        _l("现在的密码"), [DataRequired(_l("请填写现在的密码。")), Length(max=LONGEST, message=_l("密码太长。"))]
    )

    def __init__(self, sign_in_name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sign_in_name = sign_in_name

    def sign_in_name_of(self) -> str:
        return self._sign_in_name


class MembershipForm(FlaskForm):
    name = StringField(
        _l("姓名"), [DataRequired(_l("请填写姓名。")), Length(max=50, message=_l("姓名太长。"))], filters=[plain]
    )
    role = RadioField(_l("身份"), [DataRequired(_l("请选择身份。"))])
    sign_in_name = StringField(
        _l("登录名"), [DataRequired(_l("请填写登录名。")), Length(max=100, message=_l("登录名太长。"))], filters=[plain]
    )
    telephone = TelField(_l("电话"), [Optional(), Length(max=30, message=_l("电话太长。"))], filters=[plain])

    def __init__(self, roles: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice(role, ROLE_WORDS[role]) for role in roles]

    @property
    def person(self) -> dict[str, Any]:
        """What is needed to join."""
        return {
            "role": self.role.data,
            "name": self.name.data,
            "sign_in_name": self.sign_in_name.data,
            "telephone": self.telephone.data or None,
        }

    def validate_sign_in_name(self, field: Field) -> None:
        if re.search(r"\s", field.data):
            raise ValidationError(_("登录名中不能有空格。"))

    def validate_telephone(self, field: Field) -> None:
        if field.data and not re.fullmatch(r"\+?[\d -]{5,}", field.data):
            raise ValidationError(_("电话只能有数字、空格和连字符。"))
