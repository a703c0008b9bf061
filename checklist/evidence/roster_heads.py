"""The heads of a roster's columns, as organizations write them."""

import re
from collections.abc import Sequence

from checklist.evidence.duty_times import plain

# Column -> what may stand at its head.
HEADS = {
    "name": "姓名|专家姓名|名字|专家|值班人|值班人员|值班人姓名|值班员|人员",
    "field": "专业领域|专业|领域|研究方向|研究领域|学科|专业方向|专长|擅长领域|学科领域",
    "where": "省内/省外|省内省外|省内外|省内或省外|是否省内|地域|范围|区域|省内、省外",
    "province": "省份|省|所在省份|所在省|所属省份|省市|省区|省区市|省、市、区",
    "unit": "单位|工作单位|所在单位|单位名称|任职单位",
    "telephone": "电话|手机|手机号|手机号码|联系电话|电话号码|联系方式|值班电话|联系手机",
    "on": "日期|值班日期|时间日期",
    "hours": "时间|起止时间|时段|值班时间|值班时段|起止",
    "": "序号|编号|星期|周|备注|职务|职称|职务/职称|性别|邮箱|学历|部门|职务职称|年龄",
}
COLUMNS = {head: column for column, heads in HEADS.items() for head in heads.split("|")}


def columns_of(cells: Sequence[str]) -> list[str] | None:
    """The columns that a line of heads names ("" for one that is not read); None: it is no line of heads."""
    words = [re.sub(r"\([^()]*\)|[*\s:]", "", plain(cell)) for cell in cells]
    columns = [COLUMNS.get(word, "") for word in words]
    named = [column for column in columns if column]
    return columns if "name" in named and len(named) >= 2 and len(named) == len(set(named)) else None
