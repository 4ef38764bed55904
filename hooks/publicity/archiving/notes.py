"""说明.txt: what lies in the zip, told to whoever finds it in twenty years."""

from publicity.archiving.snapshot import Snapshot
from publicity.plans.wording import day

NAME = "说明.txt"


def notes(snapshot: Snapshot, url: str) -> str:
    """Say what this is, how to open it, how to check it, how to publish it again. Lines end as Windows expects."""
    about = snapshot.about
    text = f"""\
{about.campaign}专栏：网站归档

方案　　{about.title}
机关　　{about.organ}
网址　　{url}
内容截至　{day(about.as_of)}
文件　　{len(snapshot.files)} 个，共 {snapshot.size} 字节
总校验　{snapshot.fingerprint}

怎么看
　先解压，再用浏览器打开 site 文件夹里的 index.html。不用联网，也不用装别的程序。
　要放到网站上才能用的（如站内搜索）除外。site/404.html 是给网站服务器用的，直接打开没有样式，不影响其他网页。

怎么核对
　checksums.sha256 记着每个文件的 SHA-256。在这个文件夹里运行：
　　sha256sum -c checksums.sha256
　全部显示 OK（或“成功”），就和归档时一个字节也不差。

怎么恢复成网站
　把 site 文件夹里的全部内容放到服务器的网站目录，网址与上面的相同。

网页档案
　同名的 .warc.gz 文件是同一个网站的网页档案（WARC 1.1），交档案部门长期保存，用通用的网页档案软件打开。
"""
    return text.replace("\n", "\r\n")
