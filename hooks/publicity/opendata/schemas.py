"""JSON Schemas from the models: of plan.yml for editors' completion, of data/plan.json for its users."""

import json
from typing import Any

from publicity.opendata.plan import PlanData
from publicity.plans.plan import Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """Describe plan.yml."""
    return {"$schema": DIALECT, **Plan.model_json_schema(), "title": "工作方案"}


def data_schema() -> dict[str, Any]:
    """Describe data/plan.json."""
    return {"$schema": DIALECT, **PlanData.model_json_schema(mode="serialization"), "title": "专栏数据"}


def as_text(schema: dict[str, Any]) -> str:
    """Write a schema for a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
