"""The spreadsheet that is downloaded, filled in and imported."""

import io

import xlsxwriter
from flask_babel import gettext as _

from checklist.organizations.reading_sheet import CATEGORY, COLUMNS, MAX_ROWS, NAME, SECRETARY, TAGS, TELEPHONE

WIDTHS = {NAME: 32, CATEGORY: 12, TAGS: 24, SECRETARY: 12, TELEPHONE: 18}

# Excel keeps no longer list of choices in a cell.
MAX_CHOICES = 255


def import_template(category_names: list[str]) -> bytes:
    """The empty table with its header, and a second sheet that explains every column."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        head = workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        text = workbook.add_format({"num_format": "@"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        table = workbook.add_worksheet(_("单位与秘书"))
        for place, column in enumerate(COLUMNS):
            table.write_string(0, place, f"{column}（必填）" if column == NAME else column, head)
            # Text, so that a telephone number stays as it was typed.
            table.set_column(place, place, WIDTHS[column], text)
        table.freeze_panes(1, 0)
        if category_names:
            table.data_validation(
                1, 1, MAX_ROWS, 1, {"validate": "list", "source": category_names, "ignore_blank": True}
            )
        notes = workbook.add_worksheet(_("填写说明"))
        notes.set_column(0, 0, 14)
        notes.set_column(1, 1, 70)
        notes.write_row(0, 0, [_("列"), _("怎样填写")], head)
        for line, (column, words) in enumerate(_explanations(category_names), 1):
            notes.write_string(line, 0, column)
            notes.write_string(line, 1, words, wrapped)
        notes.freeze_panes(1, 0)
    return file.getvalue()


def _explanations(category_names: list[str]) -> list[tuple[str, str]]:
    return [
        (NAME, _("必填。学会、协会、研究会的全称，与公章一致。已有的单位按现在的名称或曾用名认出，不会重复新增。")),
        (CATEGORY, _("选填。从这些里选一个：%(names)s。", names=_("、").join(category_names))),
        (TAGS, _("选填。几个标签之间用顿号隔开，例如：护理、防疫。没有的标签会新增。")),
        (SECRETARY, _("选填。填了姓名就要填手机。")),
        (TELEPHONE, _("选填。11 位手机号，也是本人的登录名。同一位秘书可以在几个单位任职，姓名和手机要一样。")),
        (_("其他"), _("每个单位一行，最多 %(count)d 行。空着的格子不改动已有的内容。", count=MAX_ROWS)),
        (_("导入"), _("先预览，有一处问题就全部不导入；同一份表格再导入一次，不会有任何变化。")),
    ]
