"""The finished site, page by page, against what it promises."""
