"""GET /organizations/import, its template, and POST /organizations/import/preview: what a table would do."""

import io
import zipfile

import pytest
import python_calamine
from sqlalchemy import func, select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.organizations.founding import rename
from checklist.organizations.models import Organization
from tests.cast import NORTH_NAME, OFFICE_NAME, SOUTH_NAME, UNIT_NAME
from tests.conftest import NOW
from tests.organizations.sheets import HEADER, a_sheet, preview
from tests.pages import text_of

GOOD = ("示例省针灸学会", "医", "医药、针灸", "沈宁", "13900001111")


@pytest.fixture
def administrator(client_of):
    return client_of("administrator")


def test_the_form_and_its_template(administrator):
    assert "下载模板" in administrator.get("/organizations/import").text
    response = administrator.get("/organizations/import/template.xlsx")
    assert response.status_code == 200 and "attachment" in response.headers["Content-Disposition"]
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(response.data))
    table, notes = (workbook.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert tuple(table[0]) == HEADER
    assert "理、工、农、医、交叉" in str(notes)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(response.data)).read("xl/worksheets/sheet1.xml")


def test_the_empty_template_is_told(administrator):
    empty = administrator.get("/organizations/import/template.xlsx").data
    response = preview(administrator, empty)
    assert response.status_code == 422 and "表头下面没有内容" in text_of(response)


def test_what_a_good_table_would_do(administrator):
    response = preview(administrator, a_sheet([GOOD, ("示例省图学学会", "", "", "", "")]))
    words = text_of(response)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    assert "2 新增单位" in words and "1 新增秘书任职" in words and "将新增标签：针灸。" in words
    assert "确认导入" in words
    assert db.session.scalar(select(func.count()).where(Organization.name == GOOD[0])) == 0


def test_what_is_there_already(administrator, cast):
    with write_unit():
        rename(cast.south.organization, "示例省农业科学学会", by=cast.administrator, at=now(), today=NOW.date())
    rows = [(NORTH_NAME, "医", "医药", "", ""), (SOUTH_NAME, "", "护理", "沈宁", 13900001111.0)]
    words = text_of(preview(administrator, a_sheet(rows)))
    assert "1 已有，不变" in words and "1 调整类别或标签" in words
    assert "已有，现名示例省农业科学学会" in words and "原为：农、农口" in words and "13900001111" in words


PROBLEMS = [
    (("", "医", "", "", ""), "第 2 行 单位名称 没有填写单位名称"),
    (("123", "", "", "", ""), "第 2 行 单位名称 “123”不像单位名称"),
    (("=A1", "", "", "", ""), "第 2 行 单位名称 不能填公式"),
    (("甲学会", "", "=1+1", "", ""), "第 2 行 标签 不能填公式"),
    ((OFFICE_NAME, "", "", "", ""), "第 2 行 单位名称 这是省科协自己"),
    (("甲学会", "文", "", "", ""), "第 2 行 学科类别 没有“文”这个学科类别；现有：理、工、农、医、交叉"),
    (("甲学会", "护理", "", "", ""), "第 2 行 学科类别 没有“护理”这个学科类别"),
    (("甲学会", "", "医、护理", "", ""), "第 2 行 标签 “医”是学科类别，不是标签"),
    (("甲学会", "", "长" * 21, "", ""), "第 2 行 标签"),
    (("甲学会", "", "", "沈宁", ""), "第 2 行 秘书手机 填了姓名，没有填手机"),
    (("甲学会", "", "", "", "13900001111"), "第 2 行 秘书姓名 填了手机，没有填姓名"),
    (("甲学会", "", "", "沈宁", "1390000111"), "第 2 行 秘书手机 “1390000111”不是 11 位手机号"),
    (("甲学会", "", "", "沈宁", "转 8001"), "第 2 行 秘书手机"),
]


@pytest.mark.parametrize(("row", "sentence"), PROBLEMS)
def test_every_problem_by_row_and_column(administrator, row, sentence):
    response = preview(administrator, a_sheet([row, GOOD]))
    words = text_of(response)
    assert response.status_code == 422
    assert sentence in words and "表格里有 1 处问题，一行也没有导入" in words
    assert "确认导入" not in words


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ((GOOD[0], "", "", "", ""), "第 3 行 单位名称 与第 2 行是同一个单位"),
        (("乙学会", "", "", "沈静", GOOD[4]), "第 3 行 秘书手机 与第 2 行手机号相同，姓名不同"),
    ],
)
def test_rows_that_do_not_go_together(administrator, second, sentence):
    response = preview(administrator, a_sheet([GOOD, second]))
    assert response.status_code == 422 and sentence in text_of(response)


def test_a_telephone_of_somebody_else(administrator, cast):
    with write_unit():
        cast.south.person.sign_in_name = "13900001111"
    response = preview(administrator, a_sheet([GOOD]))
    assert response.status_code == 422
    assert "第 2 行 秘书手机 这个手机号是赵禾的登录名，与姓名不符" in text_of(response)


def test_old_and_present_name_are_one_organization(administrator, cast):
    with write_unit():
        rename(cast.south.organization, "示例省农业科学学会", by=cast.administrator, at=now(), today=NOW.date())
    response = preview(administrator, a_sheet([(SOUTH_NAME,), ("示例省农业科学学会",)]))
    assert response.status_code == 422 and "与第 2 行是同一个单位" in text_of(response)


def test_a_member_units_name_can_be_an_associations_too(administrator):
    assert preview(administrator, a_sheet([(UNIT_NAME,)])).status_code == 200


def test_empty_rows_spaces_and_full_width_digits_are_taken_as_meant(administrator):
    rows = [(), ("  示例省　针灸学会 ", " 医", "医药， 护理", "沈宁", "+86 139-0000-1111"), ("", " "), (None,)]
    words = text_of(preview(administrator, a_sheet(rows)))
    assert "1 新增单位" in words and "示例省 针灸学会" in words and "13900001111" in words


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (("名称", "学科类别"), "表头与模板不同"),
        (("单位名称", "备注"), "读到“单位名称、备注”"),
        (("单位名称", "标签", "标签"), "表头中“标签”出现了两次"),
    ],
)
def test_another_header(administrator, header, sentence):
    response = preview(administrator, a_sheet([("甲学会", "x", "y")], header))
    assert response.status_code == 422 and sentence in text_of(response)


def test_columns_in_another_order_and_left_out(administrator):
    words = text_of(
        preview(administrator, a_sheet([("13900001111", "甲学会", "沈宁")], ("秘书手机", "单位名称", "秘书姓名")))
    )
    assert "1 新增单位" in words and "1 新增秘书任职" in words


def a_zip(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


SHEET = a_sheet([GOOD])
FILES = {
    "nothing": (b"", "不是 .xlsx 文件"),
    "words": ("单位名称,学科类别\n甲学会,医".encode("gb18030"), "不是 .xlsx 文件"),
    "cut off": (SHEET[:3000], "不是 .xlsx 文件"),
    "another zip": (a_zip(a="b"), "不是 .xlsx 文件"),
    "hollow": (a_zip(**{"xl__workbook.xml": "<a/>"}), "打不开"),
    "damaged": (SHEET.replace(b"PK\x01\x02", b"PK\x01\x03"), "不是 .xlsx 文件"),
    "too large": (SHEET + bytes(2 * 1024 * 1024), "超过 2 MB"),
    "a bomb": (a_zip(**{"xl__workbook.xml": bytes(51 * 1024 * 1024)}), "解开后太大"),
    "too many rows": (a_sheet((f"第{n}学会",) for n in range(2001)), "一次最多导入 2000 行"),
    "only a header": (a_sheet([]), "表头下面没有内容"),
    "empty": (a_sheet([], ()), "表格是空的"),
    "a far cell": (a_sheet([(*GOOD, *[None] * 25, "x")]), "表格太大"),
}


@pytest.mark.parametrize(("data", "sentence"), FILES.values(), ids=FILES)
def test_what_is_no_such_table(administrator, data, sentence):
    response = preview(administrator, data)
    assert response.status_code == 422 and sentence in text_of(response)
    assert 'name="file"' in response.text


def test_no_file(administrator):
    response = administrator.post("/organizations/import/preview", data={})
    assert response.status_code == 422 and "请选择填好的表格" in text_of(response)


def test_formulas_are_read_as_their_values(administrator):
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_formula(1, 0, '="示例省"&"针灸学会"', None, "示例省针灸学会")
        sheet.write_formula(2, 0, "=1+1")
    words = text_of(preview(administrator, file.getvalue()))
    assert "示例省针灸学会" in words and "第 3 行 单位名称 “0”不像单位名称" in words


@pytest.mark.parametrize("name", ["staff", "leader", "north", "south"])
def test_nobody_else(client_of, name):
    pages = client_of(name)
    assert preview(pages, SHEET).status_code == 403
    assert pages.get("/organizations/import").status_code == 403
    assert pages.get("/organizations/import/template.xlsx").status_code == 403


def test_strangers_and_stale_tokens(client_of, administrator):
    assert preview(client_of(""), SHEET).status_code == 401
    stale = preview(administrator, SHEET, token=False)
    assert stale.status_code == 419 and "上传的文件没有保留" in text_of(stale)
    assert administrator.get("/organizations/import/preview").status_code == 405
