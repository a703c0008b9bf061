"""The provinces by their names: whether an expert of one of them is from within the office's own."""

_NAMES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    "|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_ENDINGS = ("", "省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区")
PROVINCES = {f"{name}{ending}": name for name in _NAMES.split("|") for ending in _ENDINGS}


def is_home(province: str, office: str) -> bool:
    """Whether it is the province that the name of the office begins with."""
    return office.startswith(PROVINCES[province])
