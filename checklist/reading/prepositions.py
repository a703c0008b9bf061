"""Clauses that open with a preposition: some go on to an act, some only set the scene for one."""

from __future__ import annotations

import re

from checklist.reading import lexicon

# 对学生进行一次安全教育, 将教材分送到学生手中: whatever is done to it.
_TREATS = re.compile(r"(?:进行|予以|加以)[^，]{2,40}$|[将把][^，]{2,40}[到至给入][^，]{2,40}$")


def acts_after_preposition(text: str) -> bool:
    """Whether a clause that opens with a preposition goes on to an act (通过网站传达) or only sets one."""
    if re.match(r"^(?:如(?![实期约数])|若|如果|一旦|遇)", text):
        return bool(re.search(r"(?:则|应|要|须|立即|及时|马上|第一时间)", text) and lexicon.STRONG.search(text, 3))
    if re.match(r"^(?:为|如(?![实期约数])|若|如果|一旦|凡|遇|因|由于|鉴于|随着|作为|对于)", text):
        return bool(re.match(r"^为.{0,60}(?:及时)?(?:提供|配备|办理|发放)", text)) and not re.search(
            r"^为.{0,40}提供(?:.{0,4})(?:支持|保证|保障|支撑)$", text
        )
    text = text.rstrip("”’」》")
    if re.search(
        r"(?:要求|精神|规定|部署|通知|形势|情况|问题|人员|企业|单位|地区|项目|特点|实际|需要|下|中|时|"
        r"[后後]|前|期间|方面|起|原则|的|基础上|同时)$",
        text,
    ):
        return (
            not re.match(r"^(?:根据|按照?|对照|依据|结合|针对|围绕|参照|依照)", text)
            and bool(
                re.search(
                    r"(?:报送|上报|报告|反馈|通报|提供|总结|开展|进行|召开|制定|建立|传达|学习|宣传|发布|"
                    r"排查|调查|汇总|梳理)[^，的]{0,30}$",
                    text[4:],
                )
            )
            and not re.search(r"(?:下|中|时|期间|起|原则|的|基础上|同时|前提下|要求|精神|部署)$", text)
        )
    return bool(lexicon.STRONG.search(text, 2) or _TREATS.search(text))
