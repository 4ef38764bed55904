"""The page that a clerk opens: what to do on top, below it the article as a phone shows it, which alone is copied."""

from html import escape

from publicity.wechat.article import WechatArticle

_STYLE = """
body { margin: 0; background: #eceae7; color: #1c1a18;
  font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header, main { box-sizing: border-box; max-width: 720px; margin: 16px auto; padding: 16px 20px; background: #fff; }
main { max-width: 415px; padding: 20px; }
h1 { margin: 0 0 8px; font-size: 20px; }
ol { margin: 0; padding-left: 1.5em; }
table { border-collapse: collapse; width: 100%; }
header th { width: 5em; text-align: left; vertical-align: top; font-weight: normal; color: #5c5853; }
header td { padding: 2px 0; overflow-wrap: anywhere; }
button { font: inherit; padding: 2px 12px; }
button.main { margin: 8px 0; padding: 8px 24px; border: 0; border-radius: 4px; background: #8f1d22; color: #fff; }
.mind { color: #8f1d22; }
output { margin-left: 8px; color: #2f5d56; }
"""
# The clipboard gets the article as it was written: what a browser copies of a selection has its own styles in it.
_SCRIPT = """
const said = document.querySelector("output");
const copy = (text, html) => {
  const give = event => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", give, {once: true});
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give);
  said.textContent = done ? "已复制，去粘贴" : "没有复制成，选中正文按 Ctrl+C";
};
document.querySelector("[data-article]").addEventListener("click", () => {
  const article = document.querySelector("main");
  copy(article.innerText, article.innerHTML);
});
for (const button of document.querySelectorAll("[data-field]"))
  button.addEventListener("click", () => copy(button.closest("tr").querySelector("span").textContent));
"""


def preview(article: WechatArticle, folder: str) -> str:
    """The page; `folder` is the name of the folder of pictures beside it."""
    fields = (
        ("标题", article.title),
        ("作者", article.author),
        ("摘要", article.summary),
        ("阅读原文", article.address),
    )
    rows = "".join(
        f'<tr><th>{name}</th><td><span>{escape(value)}</span> <button type="button" data-field>复制</button></td></tr>'
        for name, value in fields
        if value
    )
    steps = ["按“复制正文”，到公众号后台新建图文消息，在正文里粘贴。", "下面几项分别复制，填进同名的栏。"]
    if article.pictures:
        steps.append(
            f"图片跟着正文一起复制。粘贴以后没有出来的，从文件夹“{escape(folder)}”里按编号插入"
            f"（共 {len(article.pictures)} 幅）。"
        )
    steps.append("保存以后用手机预览一遍：图片、表格、编号都在，再群发。")
    listed = "".join(f"<li>{step}</li>" for step in steps)
    minded = "".join(f'<p class="mind">请注意：{escape(sentence)}。</p>' for sentence in article.told)
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>公众号：{escape(article.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<header>
<h1>贴到公众号</h1>
<ol>{listed}</ol>
<p><button type="button" class="main" data-article>复制正文</button><output></output></p>
<table>{rows}</table>
{minded}
</header>
<main>{article.html}</main>
<script>{_SCRIPT}</script>
</body>
</html>
"""
