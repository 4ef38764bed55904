"""Help and complaints about wrong use, in Chinese: what click says of itself is English."""

from typing import Any

import click


class ChineseCommand(click.Command):
    """A command that speaks Chinese of itself, and takes nothing but text where text is meant."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": "[选项]", **more})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line. Raises UsageError."""
        rest = super().parse_args(ctx, args)
        for name, value in ctx.params.items():
            if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
                raise click.UsageError(f"{name} 的内容不是文字，看看终端的编码对不对", ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is written."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What may be added."""
        records = [p.get_help_record(ctx) for p in self.get_params(ctx) if not isinstance(p, click.Argument)]
        if listed := [record for record in records if record]:
            with formatter.section("选项"):
                formatter.write_dl(listed)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这个说明。"
        return option


def complaint(error: click.UsageError) -> str:
    """What is wrong with how a command was written, and where to read on; for a group alone, its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    sentence = _sentence(error).rstrip("。")
    end = "" if sentence.endswith("？") else "。"
    more = f"用 {error.ctx.command_path} --help 看怎么写。" if error.ctx else ""
    return f"{sentence}{end}{more}"


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return f"没有写 {_name(error)}{_expected(error.param)}"
    if isinstance(error, click.BadParameter):
        expected = _expected(error.param)
        return f"{_name(error)} 不对{expected}" if expected and error.message.isascii() else error.message
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    if isinstance(error, click.BadOptionUsage):
        takes = "requires" in error.message
        return f"{error.option_name} 后面{'要写内容' if takes else '不能写内容'}"
    if "unexpected extra argument" in error.message:
        extra = error.message.partition("(")[2].rpartition(")")[0]
        return f"多写了“{extra}”；带空格的内容要加引号"
    return error.message


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Argument):
        return error.param.make_metavar(error.ctx or click.Context(click.Command(None))).strip("[]")
    return max(error.param.opts, key=len)


def _expected(parameter: click.Parameter | None) -> str:
    """What a parameter takes, to follow its name."""
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        return f"，可写：{'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"，要写 {kind.min} 到 {kind.max} 的整数"
    if isinstance(kind, click.types.IntParamType):
        return "，要写整数"
    if isinstance(kind, click.Path):
        return "，要写一个用得了的文件" if not kind.dir_okay else "，要写一个用得了的路径"
    return ""
