"""Good files damaged at random, sent as a browser sends them: taken, or refused with a sentence, never a failure.

So many by HOSTILE_MUTATIONS in the environment; the seed is fixed, so that what fails once fails again.
"""

import os
import random

from tests.files.making import HEIC, doc, docx, ods, ofd, paragraph, pdf, picture, pptx, xls, xlsx
from tests.files.sending import a_file, send_files

MUTATIONS = int(os.environ.get("HOSTILE_MUTATIONS", "60"))
GOOD = (
    picture("JPEG", (600, 400), quality=90),
    picture("PNG", (300, 200), mode="P"),
    picture("GIF"),
    picture("WEBP"),
    HEIC,
    pdf("工作方案", "第二页"),
    docx(paragraph("工作方案") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    xlsx([["姓名", "单位"], ["陈晓", "北辰"]], formula="=1+2"),
    pptx("第一张"),
    ods("姓名", "单位"),
    ofd("版式文件"),
    doc(),
    xls("姓名", "单位"),
    "姓名,单位\n陈晓,北辰\n".encode("gb18030"),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled, or the end of another file put on."""
    damaged = bytearray(data)
    for _time in range(chance.randint(1, 12)):
        at = chance.randrange(len(damaged)) if damaged else 0
        match chance.randrange(5):
            case 0 | 1 if damaged:
                damaged[at] = chance.randrange(256)
            case 2:
                del damaged[at : at + chance.randint(1, 64)]
            case 3:
                damaged[at:at] = damaged[at : at + chance.randint(1, 256)]
            case 4 if chance.random() < 0.2:
                other = chance.choice(GOOD)
                damaged[at:] = other[chance.randrange(len(other)) :]
    return bytes(damaged)


def test_nothing_fails(client_of, store):
    chance, client = random.Random(20261124), client_of("north")  # noqa: S311
    taken = refused = 0
    for number in range(MUTATIONS):
        data = mutated(chance.choice(GOOD), chance)
        answer = send_files(client, a_file(f"{number}.jpg", data), form=f"task-{number}")
        assert answer.status_code in (200, 422), (number, answer.status_code)
        assert ("没有收下" in answer.text) == (answer.status_code == 422), number
        taken, refused = taken + (answer.status_code == 200), refused + (answer.status_code == 422)
    print(f"{taken} taken, {refused} refused")
    assert taken and refused
