"""What an office said of itself when its column was begun. It is kept, so that a newer version can lay down anew."""

import json
from dataclasses import asdict, dataclass, fields

FILE = ".publicity.json"  # where a column keeps its answers, and the version that laid its files down
UNFILLED = "待填"


@dataclass(frozen=True)
class Answers:
    """The answers, as they were typed and judged. `issued` is an ISO day; `period` the printed words or 待填.

    `wheel` is the SHA-256 of the program's package, in hexadecimal digits; empty where it is not known. `id` is the
    column's; empty where it was begun by a version that wrote none.
    """

    title: str
    campaign: str
    organ: str
    issued: str
    site_name: str
    period: str = UNFILLED
    wheel: str = ""
    demonstration: bool = False
    id: str = ""

    def text(self, version: str) -> str:
        """What FILE holds."""
        kept = {"说明": "建立专栏时的回答，升级时用，不要手改。", "version": version, "answers": asdict(self)}
        return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def read_answers(text: str) -> tuple[str, Answers]:
    """The version and the answers that FILE holds. Keys of newer versions are passed over. Raises ValueError."""
    try:
        kept = json.loads(text)
        known = {field.name for field in fields(Answers)}
        return str(kept["version"]), Answers(**{key: kept["answers"][key] for key in kept["answers"] if key in known})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{FILE} 读不出来") from error


# The published plan of the demonstration (docs/plan.yml) and the day that it is shown on (mkdocs.yml).
DEMONSTRATION = Answers(
    title="绿园区人大机关开展深入学习实践科学发展观活动工作方案",
    campaign="深入学习实践科学发展观活动",
    organ="绿园区人大机关",
    issued="2009-04-22",
    site_name="学习实践活动专栏",
    period="2009年3月开始至2009年8月完成",
    demonstration=True,
)
DEMONSTRATED_DAY = "2009-06-15"
