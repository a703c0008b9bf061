"""How the names of organizations end, by which a signature and a letterhead are known."""

from __future__ import annotations

import re
from typing import Final

ORGANIZATION: Final = (
    r"(?:委员会|办公厅|办公室|人民政府|政府|党组|厅|局|部|委|办|会|院|中心|公司|集团|处|室|司|署|校|学|馆|站|团|"
    r"组|社|所|指挥部|法院|银行|大队|支队|总队|科|队|园|基金|联盟|联合体|协作组|管委会|党委|总支|支部|工委|台|厂|矿|"
    r"兵团|医院|书院|出版社|杂志社|编辑部)"
)
NAME: Final = re.compile(r"[一-鿿×Ｘ（）()、·“”A-Z]{1,60}?" + ORGANIZATION)
ENDS_IN_NAME: Final = re.compile(ORGANIZATION + "$")
_SEAL: Final = re.compile(r"(?:[（(](?:代|章|代章|盖章|公章|印章|印|签章|签名|代拟)[）)]|代章)$")
_NO_NAME: Final = re.compile(
    r"(?:网站|网|频道)$|^(?:请|各|有关|联系|抄送|报送|报|附|由|向|与|和|经|在|对|为|将|及|或|并|送|至|到|交|特此|此|以上)|[，。；：]|(?:各|有关|相关)[^、]{0,6}$"
)


def unsealed(name: str) -> str:
    """The name without what stands for the seal behind it: 委员会（代）."""
    return _SEAL.sub("", name.strip("*#"))


def is_name(words: str, least: int = 3, most: int = 40) -> bool:
    """Whether the words are nothing but the name of an organization, or several."""
    words = unsealed(words)
    return least <= len(words) <= most and bool(NAME.fullmatch(words)) and not _NO_NAME.search(words)
