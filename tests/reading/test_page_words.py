"""A notice pasted from a page, with what stood around it, lined and with its line breaks lost."""

import pytest

from checklist.reading import read, understand
from checklist.reading.page_words import without_page_words
from tests.reading.samples import NAMES, data

NOTICE = """关于开展2025年科普志愿服务月活动的通知
北科协发〔2025〕12号
各省级学会、协会、研究会：
为推动科普志愿服务常态化，决定开展科普志愿服务月活动。现将有关事项通知如下：
一、工作任务
（一）各学会要组建不少于10人的科普志愿服务队，并于8月20日前将志愿者名单报省科协科普部。
（二）各学会要至少开展2场主题科普活动，活动结束后3日内报送活动简讯和现场照片。
二、有关要求
各学会要认真总结活动情况，于10月15日17时前将活动总结报送至省科协科普部。
联系人：甲某某　电话：0000-0000000
北岭省科学技术协会
2025年7月28日"""
TITLE, REST = NOTICE.split("\n", 1)
ABOVE = [
    "您现在的位置：首页 > 通知公告 > 正文",
    "当前位置: 首页 >> 通知公告",
    "首页 > 新闻中心 > 通知公告",
    "您的位置：网站首页 › 文件",
    "首页\n机构概况\n新闻中心\n通知公告\n科学普及",
    "【打印】 【关闭】",
]
BELOW_THE_TITLE = [
    "来源：北岭省科协科普部  发布时间：2025-07-28 16:20  浏览次数：123 次",
    "发布日期：2025-07-28    信息来源：科普部    字号：[大 中 小]",
    "2025-07-28 16:20:05  来源：北岭省科协",
    "作者：办公室　文章来源：本站原创　点击数：88　更新时间：2025/7/28",
    "北岭科协 北岭科协 2025年7月28日 16:20 北岭",
    "【字号：大 中 小】【打印】【关闭】",
    "打印本页 | 关闭窗口",
    "索引号：000000/2025-00012　主题分类：科技",
]
BENEATH = [
    "扫一扫在手机打开当前页",
    "微信扫一扫\n关注该公众号",
    "长按识别二维码关注北岭科协",
    "责任编辑：甲某某",
    "【打印本页】【关闭窗口】",
    "上一篇：关于举办培训班的通知\n下一篇：没有了",
    "分享到：微信 微博\n相关链接\n关于召开会议的通知",
    "主办单位：北岭省科学技术协会  技术支持：信息中心\n版权所有 北岭省科学技术协会 北ICP备00000000号-1",
    "地址：北岭省某市某路1号  邮编：000000\n北公网安备 00000000000000号\n建议使用IE9以上浏览器，分辨率1024×768以上。",
    "阅读原文\n赞 在看",
]
EVERYTHING = "\n".join(
    [ABOVE[0], TITLE, BELOW_THE_TITLE[0], BELOW_THE_TITLE[5], REST, BENEATH[0], BENEATH[5], BENEATH[7]]
)


def lost(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n"))


@pytest.mark.parametrize("words", ABOVE)
def test_above_the_title(words):
    assert without_page_words(f"{words}\n{NOTICE}") == NOTICE


@pytest.mark.parametrize("words", BELOW_THE_TITLE)
def test_below_the_title(words):
    assert without_page_words(f"{TITLE}\n{words}\n{REST}") == NOTICE


@pytest.mark.parametrize("words", BENEATH)
def test_beneath_the_notice(words):
    assert without_page_words(f"{NOTICE}\n{words}") == NOTICE


@pytest.mark.parametrize(
    "words",
    [
        "联系人：甲某某，电话：0000-0000000，来源于各学会的材料请一并附上，打印后报送。",
        "请扫一扫下方二维码报名",
        "会议时间：2025年8月1日 9:00",
        "资金来源：省级财政",
        "主办单位：北岭省科学技术协会",
        "附件：1. 打印要求",
        "抄送：省委宣传部。",
    ],
)
def test_what_the_notice_itself_says_at_its_end_stays(words):
    assert without_page_words(f"{NOTICE}\n{words}") == f"{NOTICE}\n{words}"


@pytest.mark.parametrize("name", NAMES)
def test_notices_that_came_without_a_page_stay_as_they_are(name):
    text = data(name).decode()
    assert without_page_words(text) == text
    assert without_page_words(lost(text)) == lost(text)


@pytest.mark.parametrize("flow", [str, lost], ids=["lined", "lost"])
def test_a_whole_page_gives_what_the_notice_gives(flow):
    page, notice = read(flow(EVERYTHING).encode()), understand(flow(NOTICE))
    [part], [expected] = page.parts, notice.parts
    assert (part.title, part.document_number, part.issuer) == (TITLE, "北科协发〔2025〕12号", "北岭省科学技术协会")
    assert [each.text for each in part.directives] == [each.text for each in expected.directives]
    assert (part.contacts, part.issued_on) == (expected.contacts, expected.issued_on)
    for words in ("首页", "浏览", "打印", "扫一扫", "下一篇", "ICP", "版权"):
        assert words not in page.text


def test_a_secret_below_the_words_of_a_page_is_refused():
    from checklist.reading import Unreadable

    with pytest.raises(Unreadable) as refused:
        understand(f"您现在的位置：首页 > 通知公告\n机密★1年\n{NOTICE}")
    assert refused.value.code == "classified"
