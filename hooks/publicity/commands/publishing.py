"""What publish, rollback and releases share: their target, and how they end when it can't be."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from publicity.commands.giving_up import give_up
from publicity.fields.moment import BEIJING
from publicity.publishing.refusal import RefusedError, TargetError
from publicity.publishing.release import Release

target_argument = click.argument("target", envvar="PUBLICITY_TARGET")
allow_samples = click.option("--allow-samples", is_flag=True, help="示例内容也发布，用于演示。")
allow_pinned = click.option("--allow-pinned", is_flag=True, help="as_of 固定了日期也发布，只用于演示。")


def published_at(release: Release) -> str:
    """When a release was published, as people read it."""
    return f"{datetime.fromisoformat(release.published).astimezone(BEIJING):%Y-%m-%d %H:%M}"


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """Print what stands in the way and end with 1; let a cancelled job give its lock back."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except RefusedError as error:
        from publicity.screening.masking import telling_nothing  # here: releases and rollback seldom need the screen

        for refusal in error.refusals:
            click.echo(telling_nothing(refusal.text()), err=True)
        give_up(error.state or sentence)
    except TargetError as error:
        click.echo(f"{error}。", err=True)
        give_up(error.state or sentence)
    finally:
        signal.signal(signal.SIGTERM, before)
