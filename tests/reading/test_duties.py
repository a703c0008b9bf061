"""Which sentences ask for something that can be shown, and which only exhort, tell, permit or threaten."""

import pytest

from checklist.reading import understand

ASKS = (
    "各展厅要随手带上电闸。",
    "参观人数达到上限的，应引到侧门分流。",
    "发现展品松动的，立即按要求送修复室。",
    "出馆人员须按规定请假。",
    "讲解员要在开馆前对学生进行一次安全教育。",
    "请教务处做好课程调整工作。",
    "发现冒名借展的，应当及时调查、严肃处理。",
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
    "易燃物品一律不得带入展厅。",
    "县级科普站组织现场检查。",
    "后勤处负责检修展厅水电。",
    "各展区、各布展单位于6月4日前将布展进度书面报展务处。",
    "各单位至少开展一次综合应急演练。",
    "年度报告的汇总由各市工作组负责。",
    "值班负责人要确保24小时通讯畅通。",
    "多余展品的退还，按照《展品管理办法》执行。",
    "组织学生参加科普讲座。",
    "县人防站负责开放避灾场所。",
    "主办机构应当做好以下工作：成立活动组织机构。",
)
ASKS_NOTHING = (
    "各馆要积极响应号召。",
    "借展时间由各馆自行决定。",
    "各馆请积极配合检查组开展相关工作。",
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
    "各单位要把排查整治摆上重要议事日程。",
    "主要负责人要靠前指挥、亲自部署。",
    "各展区应切实履行统筹协调作用。",
    "请登录平台首页点击右上角栏目。",
    "逾期未报送的，暂停下一年度活动申请。",
    "申报材料包括：申请书、查新报告、营业执照复印件。",
    "各单位要紧密结合当地实际。",
    "三是及时总结。",
    "彩排安排在6月11日进行。",
    "展板文字不得敷衍了事、流于形式。",
)
APART = {
    "各馆要建立展品台账，并按季度公布展品变动清单。": 2,
    "各校要制定整改措施，按照一校一案的要求逐一整改到位并销号。": 2,
    "不准以任何名义收取培训费用和资料费用，不准将培训结果与评优评先相互挂钩。": 2,
    "各馆要储备足量的备用电源，遇有展厅停电，按预案及时疏散馆内观众。": 2,
    "各站要制定本站实施方案，并于5月12日前报科普部备案。": 1,
    "各站要确定1名联络员，填写联络员信息表报秘书处。": 1,
    "要加强停电区域巡逻，每2小时巡查一遍。": 1,
    "对损坏的展柜，应于6月底前完成更换；对老旧的线路，应于年底前完成改造。": 2,
}


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


@pytest.mark.parametrize("sentence", APART)
def test_acts_are_told_apart(sentence):
    assert len(duties(sentence)) == APART[sentence]


def test_the_case_and_the_day_belong_to_the_passage():
    assert duties("对已经建成的，应于6月底前完成移交。") == ["对已经建成的，应于6月底前完成移交"]
    assert duties("每场活动结束后5日内，承办单位须报送总结。") == ["每场活动结束后5日内，承办单位须报送总结"]


def test_a_list_of_things_asks_for_nothing():
    rules = (
        "青松基金会活动管理办法\n第一条 本办法所称重大活动，是指下列活动：\n（一）召开会员代表大会；\n"
        "（二）举办国际论坛。\n第二条 分支机构举办活动，应当提前45日提出申请。\n"
    )
    texts = [directive.text for part in understand(rules).parts for directive in part.directives]
    assert texts == ["分支机构举办活动，应当提前45日提出申请"]


def proposed(sentence: str):
    notice = f"关于做好有关工作的通知\n各单位：\n一、工作要求\n{sentence}\n"
    return [directive for part in understand(notice).parts for directive in part.directives]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("各馆、各科普站要对展品进行清点。", "各馆、各科普站"),
        ("汛期各单位要安排人员值班。", "各单位"),
        ("各推荐单位以公函形式报送材料。", "各推荐单位"),
        ("大型展品须由展品管理员操作。", "all"),
        ("实时掌握观众预约情况并上报。", "all"),
    ],
)
def test_who_must_act(sentence, actor):
    assert proposed(sentence)[0].applies_to == actor


@pytest.mark.parametrize(
    ("sentence", "figure", "unit"),
    [
        ("请将参训人数和场次于5月1日前报送。", "参训人数", "人"),
        ("各学会要至少举办2场科普讲座。", "科普讲座", "场"),
        ("各学会要推荐不少于2名专家进入专家库。", "专家", "名"),
        ("要填报疫苗接种率。", "疫苗接种率", "%"),
        ("各馆要制定工作方案。", None, None),
        ("各馆要明确1名联络员。", None, None),
    ],
)
def test_the_number_asked_for(sentence, figure, unit):
    (directive,) = proposed(sentence)
    assert (directive.figure, directive.unit) == (figure, unit)


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("对尚未建成的，应于6月底前完成建设。", "conditional"),
        ("任何人不得携带易燃物品进入展厅。", "forbids"),
        ("各馆要尽快上报展品清单。", "vague_deadline"),
        ("督查组要形成督查报告。", "own"),
        ("各馆要认真自查。自查报告请于2020年5月1日前报送秘书处。", "elsewhere"),
    ],
)
def test_what_to_look_at_twice(sentence, doubt):
    assert proposed(sentence)[0].doubt == doubt


def test_papers_of_a_meeting_are_handed_in_by_an_act() -> None:
    text = "各协会要于12月20日前举办2场扎灯报告会，并将会议通知、现场照片和参会名单报省科协学会部。"
    (part,) = understand(f"关于灯会的通知\n\n各协会：\n\n一、工作安排\n\n{text}\n").parts
    assert "".join(each.text for each in part.directives).endswith("并将会议通知、现场照片和参会名单报省科协学会部")


def test_a_case_in_which_somebody_is_invited_belongs_to_its_duty() -> None:
    text = "各协会要办好灯会。邀请外地灯匠作报告的，应当提前10个工作日报备。"
    (part,) = understand(f"关于灯会的通知\n\n各协会：\n\n一、工作安排\n\n{text}\n").parts
    assert part.directives[-1].text == "邀请外地灯匠作报告的，应当提前10个工作日报备"
    assert not any(each.text.endswith("的") for each in part.directives)
