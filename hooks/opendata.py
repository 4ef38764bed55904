"""The column as open data: data/plan.json and its schema."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from publicity import schemas
from publicity.plan_data import plan_data


@event_priority(-50)  # after the pages, whose addresses the data give
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the data files."""
    column = config["column"]
    if column is None:
        return files
    addresses = {phase.id: files.src_uris[phase.page].url for phase in column.phases}
    data = plan_data(column, addresses).model_dump_json(indent=2) + "\n"
    files.append(File.generated(config, "data/plan.json", content=data))
    schema = schemas.as_text(schemas.data_schema())
    files.append(File.generated(config, "data/plan.schema.json", content=schema))
    return files
