"""The thing that a clause speaks of: what a duty files or makes known, without the verb and what leads to it."""

import re

from publicity.regex import regex

ENDS = (
    r"(?:方案|计划|报告|结果|成果|情况|总结|清单|台账|名单|材料|承诺|规范|标准|制度|意见|建议|问题|措施|资料|信息|(?<!代)表|数据"
    r"|稿|稿件|项目|进度|进展|实效|文件|公告|名册|工作|典型|经验|简报|体会|文章|图片)"
)
_FRONT = regex(
    r"^(?:并|同时|且|还|也|要|须|应|应当|必须|及时|各单位|各支部|各地|各部门|认真|切实|结合实际|在此基础上|最后|然后|年底前|会后|分别|及"
    r"|将|把|做好|撰写|形成|制定|制订|填写|汇总|整理|提交|报送|上报|开展|组织|抓好|拟定|起草|完成|建立)+"
)
_TIME_HEAD = (
    r"(?:应当?|须|要|必须|分别|并)?(?:于|在)?"
    r"(?:每(?=[年月周季])|\d{1,4}年|\d{1,2}月|\d{1,2}日|[一二三四五六七八九十]{1,3}月|选举日|会前|会后)"
)


def thing_in(words: str) -> str:
    """The thing that words name, without what leads to it and the verb that governs it."""
    words = re.sub(r"[（(][^（）()]*[)）]", "", words).strip()
    if match := re.search(r"(?:将|把)(?P<what>.+)$", words):
        words = match["what"]
    if match := re.search(r"(?:制定|制订|撰写|起草|填写)(?P<what>.+)$", words):
        words = match["what"]
    words = re.sub(r"^(?:连同|随附)", "", words)
    words = (
        re.split(_TIME_HEAD, words)[0]
        if re.split(_TIME_HEAD, words)[0]
        else re.sub(rf"^{_TIME_HEAD}[^，,]*?(?:前|底|内|日)(?=[^前底内])", "", words)
    )
    words = re.sub(r"(?:以|通过|采取|采用|利用|运用)[^，,]{1,16}?(?:形式|方式|渠道|途径|等)$", "", words)
    words = re.sub(r"(?:汇总|梳理|整理|审核|研究)?(?:当场|汇总后|梳理后|整理后|逐件|逐项|逐一|每次|一次)+$", "", words)
    words = re.sub(
        r"(?:还|也|都|均|并)?(?:须|应当|应|必须|要|需|将|可|拟)?(?:及时|分别|统一|一并|书面|按时|定期|如实|逐级|第一时间|适时)*$",
        "",
        words,
    )
    words = re.sub(r"[^，,]{0,12}\d{1,2}[月日][^，,]{0,6}?前[，,]?(?:要|须|将)?", "", words)
    words = _FRONT.sub("", words)
    words = re.sub(r"(?:初稿)?(?:形成|完成|制定|确定|结束)(?:后|以后|之后)?$|等$", "", words)
    return words.strip(" 　、的")


def is_thing(words: str) -> bool:
    """Whether words name something that can be filed or made known."""
    return bool(re.search(rf"{ENDS}》?(?:等)?$", words)) and 2 <= len(words) <= 50


def whole_name(thing: str, home: str) -> str:
    """A thing by the heading above it: 方案 under 制定活动方案 is 活动方案; empty where that says no more."""
    bare = re.sub(r"^(?:制定|制订|形成|撰写|起草|完善|集中|做好|组织|开展|召开|公布)", "", home)
    return bare if bare.endswith(thing) and len(bare) <= 30 else ""
