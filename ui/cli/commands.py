"""The commands, each a thin line from options to the copilot and to a screen."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import data, evals, in_the_background, sources, stay
from ui.cli.options import (
    AsJson,
    AsOf,
    Data,
    Model,
    NoColor,
    NoFallback,
    Out,
    Quiet,
    Screen,
    ThreadName,
    UsageRefused,
    Verbose,
    a_day,
    settings_with,
)

if TYPE_CHECKING:
    from copilot.service import Copilot

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Ask about the stock market; every figure in the answer opens to its proof.",
    epilog='To begin: market-copilot ask "How has the Nasdaq done this year?"',
)
app.add_typer(sources.app, name="sources")
app.add_typer(data.app, name="data")
app.add_typer(evals.app, name="eval")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"market-copilot {version('market-copilot')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in quotation marks.")],
    as_json: AsJson = False,
    as_of: AsOf = None,
    data: Data = None,
    model: Model = None,
    no_fallback: NoFallback = False,
    thread: ThreadName = None,
    out: Out = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> int:
    """Ask one question and get one checked answer."""
    screen = _screen(as_json, quiet, verbose, no_color, out)
    day = a_day(as_of) if as_of else None
    settings = settings_with(data=data, model=model, fallback=False if no_fallback else None)
    from copilot.opening import open_copilot
    from ui.cli.asking import put_out, told

    return put_out(told(open_copilot(settings).ask(question, thread=thread, as_of=day), screen), screen)


@app.command()
def chat(
    as_of: AsOf = None,
    data: Data = None,
    model: Model = None,
    no_fallback: NoFallback = False,
    thread: ThreadName = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Ask question after question in a terminal."""
    screen = _screen(False, quiet, verbose, no_color, None)
    day = a_day(as_of) if as_of else None
    settings = settings_with(data=data, model=model, fallback=False if no_fallback else None)
    from copilot.opening import open_copilot
    from ui.cli.chatting import Conversation

    stay()
    copilot = open_copilot(settings)
    in_the_background(copilot.warm_up)
    Conversation(copilot, screen, thread, day).run()


@app.command()
def brief(
    as_json: AsJson = False,
    as_of: AsOf = None,
    data: Data = None,
    model: Model = None,
    no_fallback: NoFallback = False,
    out: Out = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> int:
    """Write the narrative market brief."""
    screen = _screen(as_json, quiet, verbose, no_color, out)
    day = a_day(as_of) if as_of else None
    settings = settings_with(data=data, model=model, fallback=False if no_fallback else None)
    from copilot.opening import open_copilot
    from ui.cli.asking import put_out, told

    return put_out(told(open_copilot(settings).brief(as_of=day), screen), screen)


@app.command()
def check(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="An article as text, Markdown, HTML or PDF, or -.")],
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="The article's day; else read from its text.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Leave with 5 when a claim is contradicted.")] = False,
    as_json: AsJson = False,
    data: Data = None,
    model: Model = None,
    out: Out = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> int:
    """Check which figures of an article hold."""
    screen = _screen(as_json, quiet, verbose, no_color, out)
    day = a_day(published) if published else None
    from ui.cli.check import checked

    return checked(file, day, settings_with(data=data, model=model), screen, strict)


@app.command()
def verify(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A saved .json document, or - for standard input.")],
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> int:
    """Recompute a saved answer, brief or check, offline."""
    from ui.cli.verifying import verified

    return verified(file, _screen(as_json, quiet, verbose, no_color, None))


@app.command()
def ui(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen on; 127.0.0.1 unless told.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port; 7860 unless told.")] = None,
    data: Data = None,
    model: Model = None,
    no_fallback: NoFallback = False,
) -> None:
    """Open the chat in a browser."""
    settings = settings_with(data=data, model=model, host=host, port=port, fallback=False if no_fallback else None)
    from ui.app import serve

    def opened() -> "Copilot":
        from copilot.opening import open_copilot

        copilot = open_copilot(settings)
        stay()
        in_the_background(copilot.warm_up)
        return copilot

    serve(opened, settings.host, settings.port, settings.allowed_hosts)


@app.command()
def doctor(as_json: AsJson = False, data: Data = None, model: Model = None, no_color: NoColor = False) -> int:
    """Show what is configured, what works, and what to do about what does not."""
    from ui.cli.doctor import examined

    return examined(settings_with(data=data, model=model), _screen(as_json, False, False, no_color, None))


def _screen(as_json: bool, quiet: bool, verbose: bool, plain: bool, out: Path | None) -> Screen:
    if quiet and verbose:
        raise UsageRefused("quieter and louder do not go together; leave out -q or -v")
    if out is not None:
        from ui.render.save import require_ending

        require_ending(out)
        if not out.absolute().parent.is_dir():
            raise UsageRefused(f"the folder of {out} does not exist; make it first, or name another file")
    return Screen(as_json, quiet, verbose, plain or not sys.stdout.isatty(), out)
