"""The invented province 示例省 (Sample Province): its office, associations and people. The same every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

OFFICE = "示例省科学技术协会"

# The 150 associations by category (学科类别); the words between 示例省 and the end make the name.
ASSOCIATIONS = {
    "理": """数学会 物理学会 化学会 天文学会 气象学会 地质学会 地理学会 地震学会 海洋学会 生态学会 动物学会 植物学会
        昆虫学会 微生物学会 生物化学与分子生物学会 遗传学会 细胞生物学会 生物物理学会 心理学会 力学学会 声学学会
        光学学会 统计学会 环境科学学会 古生物学会 测绘学会 水文学会 空间科学学会""",
    "工": """机械工程学会 电机工程学会 电子学会 计算机学会 自动化学会 通信学会 土木建筑学会 水利学会 公路学会 铁道学会
        航空学会 航海学会 造船工程学会 汽车工程学会 金属学会 煤炭学会 石油学会 化工学会 纺织工程学会 造纸学会
        食品科学技术学会 制冷学会 内燃机学会 焊接学会 铸造学会 热处理学会 无损检测学会 计量测试学会 标准化协会
        照明学会 消防协会 硅酸盐学会 塑料工程学会 腐蚀与防护学会 颗粒学会 仪器仪表学会 图学学会 能源研究会 核学会
        电源学会 真空学会 振动工程学会 城市规划学会 包装技术协会 印刷技术协会 人工智能学会 机器人学会 物联网学会
        复合材料学会 稀土学会""",
    "农": """农学会 林学会 畜牧兽医学会 水产学会 园艺学会 植物保护学会 土壤肥料学会 作物学会 茶叶学会 蚕桑学会 养蜂学会
        草业学会 农业机械学会 农业工程学会 种子协会 食用菌协会 果树学会 蔬菜学会 花卉协会 奶业协会 农村专业技术协会""",
    "医": """医学会 护理学会 药学会 中医药学会 预防医学会 针灸学会 中西医结合学会 口腔医学会 麻醉学会 心理卫生协会
        康复医学会 营养学会 解剖学会 生理学会 药理学会 免疫学会 抗癌协会 防痨协会 女医师协会 医师协会 医院协会
        卫生经济学会 健康管理学会 老年医学学会 输血协会 超声医学会 性病艾滋病防治协会 血液学会 检验医学会 妇幼保健协会
        医疗保险研究会 医学装备学会""",
    "交叉": """科普作家协会 科技期刊编辑学会 青少年科技教育协会 科学技术史学会 自然辩证法研究会 未来研究会 科技情报学会
        科学学与科技管理研究会 技术经济研究会 管理科学学会 科技新闻学会 知识产权研究会 创造学会 土地学会
        老科学技术工作者协会 反邪教协会 女科技工作者协会 系统工程学会 科技馆研究会""",
}

# A tag is given to the associations whose names hold one of its words.
TAGS = {
    "医药": "医学会 药学会 中医药 医师 医院 药理 医疗保险 医学装备",
    "卫生": "卫生 预防医学 健康管理 妇幼保健 营养 口腔",
    "护理": "护理 康复 老年医学",
    "防疫": "预防医学 防痨 防治 检验 免疫 畜牧兽医",
    "农口": "农学 农业 林学 畜牧 水产 园艺 作物 种子 蔬菜 果树 食用菌 农村",
    "生命科学": "动物学 植物学 昆虫 微生物 生物 遗传 细胞 生理 生态",
}

# One account a role, all with one password; the association's are those of the first association of medicine.
PASSWORD = "luoshi-qingdan"
ACCOUNTS = (
    ("admin", "顾明远", "administrator"),
    ("staff", "林静书", "staff"),
    ("leader", "周行一", "leader"),
    ("secretary", "陈晓舒", "secretary"),
    ("member", "吴可心", "member"),
    ("head", "郑守一", "head"),
)

# Member units (会员单位) of the first association of medicine.
MEMBER_UNITS = ("示例省第一人民医院", "示例医科大学附属医院", "云溪市中心医院", "青川县人民医院")

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
GIVEN = "安和宁远晓文静嘉明思云舒清越立秋子涵若兰海东志平建国春华书言一鸣景行可心知遥怀瑾亦凡乐山"


@dataclass(frozen=True)
class Invented:
    """One association of the province, with its category, its tags and the name of its secretary."""

    name: str
    category: str
    tags: tuple[str, ...]
    secretary: str
    telephone: str


def associations(count: int) -> Iterator[Invented]:
    """So many associations, in the order of the categories; past 150 the names are numbered."""
    random = Random(2020)  # noqa: S311 - a province must be the same every time, not secret
    names = [(category, name) for category, words in ASSOCIATIONS.items() for name in words.split()]
    for number in range(count):
        category, name = names[number % len(names)]
        again = number // len(names)
        yield Invented(
            name=f"示例省{name}" + (f"（{again + 1}）" if again else ""),
            category=category,
            tags=tuple(tag for tag, words in TAGS.items() if any(word in name for word in words.split())),
            secretary=person(random),
            telephone=telephone(number + 1),
        )


def person(random: Random) -> str:
    """An invented name of two or three characters."""
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2))))


def telephone(number: int) -> str:
    """A number of eleven digits that nobody can have: no mobile network begins with 120."""
    return f"120{number:08d}"
