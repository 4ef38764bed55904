"""Publications with results."""

HEAD = {
    "title": "测评",
    "kind": "其他",
    "date": "2009-06-05",
    "published": "2009-06-09 09:30",
    "source": "办公室",
    "phase": "analysis",
    "summary": "摘要。",
    "sample": True,
}
