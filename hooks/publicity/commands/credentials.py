"""`publicity credentials`: CI's secrets where ssh and rclone look for them, for one step."""

import os
from pathlib import Path

import click

from publicity.commands.giving_up import give_up, unwritable
from publicity.commands.helping import ChineseCommand
from publicity.publishing import credentials as secrets


@click.command(cls=ChineseCommand)
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path, file_okay=False))
def credentials(folder: Path) -> None:
    """给 CI 用：把密钥放进一个只有这个任务能读的文件夹，不显示内容。用完请删掉那个文件夹。

    密钥写在环境变量 PUBLICITY_SSH_KEY、PUBLICITY_KNOWN_HOSTS 或 PUBLICITY_RCLONE_CONF 里（内容，或文件的路径）。
    放好以后 PUBLICITY_SSH 写 ssh -F 文件夹/config，RCLONE_CONFIG 写 文件夹/rclone.conf。
    """
    try:
        secrets.lay(folder.absolute(), os.environ)
    except secrets.UnusableError as unusable:
        give_up(str(unusable))
    except OSError as error:
        unwritable("没有放好密钥", folder, error)
    click.echo("密钥放好了，只有这个任务能读。")
