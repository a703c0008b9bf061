"""Spreadsheets as people send them."""

import io
from collections.abc import Iterable

import xlsxwriter
from werkzeug.test import TestResponse

from tests.pages import Pages

HEADER = ("单位名称（必填）", "学科类别", "标签", "秘书姓名", "秘书手机")


def a_sheet(rows: Iterable[Iterable[object]], header: Iterable[object] = HEADER) -> bytes:
    """An .xlsx with these rows under the header, cells as they are typed."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([header, *rows]):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    return file.getvalue()


def preview(pages: Pages, data: bytes, name: str = "单位.xlsx", **more: object) -> TestResponse:
    """POST the file to the preview, as the form does."""
    response = pages.post("/organizations/import/preview", data={"file": (io.BytesIO(data), name)}, **more)
    # What the client sent lies in a temporary file when it is large.
    response.request.environ["wsgi.input"].close()
    return response


def carried(response: TestResponse) -> str:
    """The signed rows that the preview carries to its confirmation."""
    return response.text.split('name="rows" value="', 1)[1].split('"', 1)[0]


def confirm(pages: Pages, response: TestResponse, **more: object) -> TestResponse:
    """Press the button of the preview."""
    return pages.post("/organizations/import", data={"rows": carried(response)}, **more)
