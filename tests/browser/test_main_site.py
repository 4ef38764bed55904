"""An office's main site takes the column's blocks in: by SSI of a real nginx, and in a frame of a real Chromium."""

from pathlib import Path

import requests
from playwright.sync_api import Browser

from tests.helpers.project import Project
from tests.helpers.servers import free_port, run_nginx

# It takes in a block of the column, which it passes on as the handbook says.
MAIN = """server {{
    listen 127.0.0.1:{port};
    root {root};
    location = /index.html {{ ssi on; }}
    location /column/ {{ proxy_pass COLUMN/; proxy_set_header Accept-Encoding ""; }}
}}"""
HEAD = '<meta charset="utf-8"><p>主站</p>'


def test_a_main_site_takes_the_column_in(tmp_path: Path, official: Project, browser: Browser) -> None:
    main, port, stranger = tmp_path / "main", free_port(), free_port()
    main.mkdir()
    (main / "index.html").write_text(
        f'{HEAD}<!--# include virtual="/column/fragments/latest.html" -->', encoding="utf-8"
    )
    servers = "".join(MAIN.format(port=one, root=main) for one in (port, stranger))
    site, framing = official.root / "site", f"http://127.0.0.1:{port}"
    with run_nginx(tmp_path / "nginx", site, more=servers, framing=framing) as column:
        frame = f'<iframe src="{column}/fragments/frame.html" width="390" height="900"></iframe>'
        (main / "framing.html").write_text(f"{HEAD}{frame}", encoding="utf-8")
        taken = requests.get(f"{framing}/index.html", timeout=20)
        block = (site / "fragments" / "latest.html").read_text(encoding="utf-8")
        assert taken.content.decode() == f"{HEAD}{block}"
        for one, shown in ((port, 2), (stranger, 0)):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{one}/framing.html", wait_until="networkidle")
            framed = page.frames[1]
            assert framed.locator(".publicity-block").count() == shown
            if shown:
                assert framed.evaluate("document.documentElement.scrollWidth <= innerWidth")
                assert framed.evaluate("getComputedStyle(document.body).paddingLeft") == "8px"
            page.close()
