"""What is promised in a commitment, by key, as editors call it."""

TERMS = {
    "item": "事项",
    "goal": "目标",
    "measures": "措施",
    "deadline": "期限",
    "due": "手写的最后一天",
    "leader": "责任领导",
    "lead": "牵头",
    "assist": "协办",
    "accept": "验收",
    "problem": "针对的问题",
    "tier": "类别",
    "approval": "批准",
}
TEXT = {"text": "正文"}  # what stands below the front matter
AMENDABLE = TERMS | TEXT
