"""Which sentences ask for something that can be shown, and which only exhort, tell, permit or threaten."""

import pytest

from checklist.reading import understand

ASKS = (
    "各地要建立健全疫情防控工作机制，落实属地责任。",
    "各单位要立即开展安全隐患大排查，建立问题清单和整改台账。",
    "各高校要推迟春季学期开学时间，具体时间另行通知。",
    "严格执行24小时值班和领导带班制度。",
    "各市要每日16时前将疫情信息报省卫生健康委。",
    "各级工会要深入一线慰问医务人员。",
    "要加强对农贸市场的监督检查，严厉打击哄抬物价行为。",
    "各医疗机构应当设置发热门诊，配备专职人员。",
    "所有进入公共场所的人员必须佩戴口罩。",
    "各用人单位不得解除与被隔离劳动者的劳动合同。",
    "对疫情防控重点保障企业，税务部门要及时办理退税。",
    "请各学会组织会员学习，并将学习情况于3月15日前报我会。",
    "各银行业金融机构要下调贷款利率，对受困企业不得抽贷、断贷。",
    "自2020年2月1日起，暂停举办各类聚集性活动。",
    "各省辖市财政局要加快资金拨付进度，确保资金及时到位。",
    "各部门要将疫情防控经费纳入预算，专款专用。",
    "要向社会公布举报电话，畅通投诉渠道。",
    "各有关单位要结合实际制定实施细则。",
    "申报单位须登录系统在线填写申报书，纸质材料一式三份报送至秘书处。",
    "各街道要对辖区内外来人员逐户登记造册。",
    "要利用广播、电视、网络等媒体广泛宣传防控知识。",
    "各学校要做好校园环境卫生整治和消毒工作。",
    "要切实加强医务人员防护，为一线医务人员配备防护物资。",
    "各县要成立以主要领导为组长的领导小组。",
    "要做好应急物资储备。",
    "各地要按照分区分级要求，调整应急响应级别。",
)
ASKS_NOTHING = (
    "各地要高度重视，切实提高政治站位。",
    "要进一步统一思想，凝聚共识。",
    "各级党组织要充分发挥战斗堡垒作用。",
    "我委将适时组织督查，对落实不力的予以通报。",
    "省财政厅将安排专项资金予以支持。",
    "鼓励各单位采取线上方式办公。",
    "企业可以根据实际情况申请延期。",
    "要坚持以人民为中心，把人民群众生命安全放在首位。",
    "当前疫情形势严峻复杂。",
    "要强化责任担当，狠抓工作落实。",
    "确保各项防控措施落到实处。",
    "各地要加强组织领导，形成工作合力。",
    "本通知自印发之日起施行。",
    "对违反规定的，依法追究责任。",
    "近期，我省部分地区发生森林火灾，造成人员伤亡。",
    "各地区、各部门要增强大局意识。",
    "2月3日，国务院召开常务会议，部署疫情防控工作。",
    "各地要积极支持企业复工复产。",
    "要牢固树立安全发展理念。",
    "各单位要切实增强做好工作的责任感和紧迫感。",
)


def duties(sentence: str) -> list[str]:
    notice = f"关于做好有关工作的通知\n各单位：\n现将有关事项通知如下：\n一、工作要求\n{sentence}\n"
    return [directive.text for part in understand(notice).parts for directive in part.directives]


@pytest.mark.parametrize("sentence", ASKS)
def test_a_duty_is_proposed(sentence):
    assert duties(sentence)


@pytest.mark.parametrize("sentence", ASKS_NOTHING)
def test_nothing_is_proposed(sentence):
    assert duties(sentence) == []


def test_a_prohibition_keeps_its_not_in_the_title():
    notice = "关于用工的通知\n各单位：\n各用人单位不得解除劳动者的劳动合同。\n"
    ((directive,),) = (part.directives for part in understand(notice).parts)
    assert directive.title.startswith("不得")
