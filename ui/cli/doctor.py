"""Examine the installation: what is configured, what works, and the remedy for what does not."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tools.errors import ToolError
from ui.cli.exits import FAILED, OK
from ui.cli.options import Screen, secret_settings
from ui.masking import mask, secrets_of
from ui.render.clean import plain

if TYPE_CHECKING:
    from copilot.settings import Settings


@dataclass(frozen=True)
class Finding:
    """One thing that was examined: whether it works, what was found, and the remedy when it does not."""

    name: str
    works: bool
    found: str
    remedy: str = ""


def examined(settings: "Settings", screen: Screen) -> int:
    """Print the findings, and return the exit code: whether questions can be answered."""
    findings = list(findings_of(settings))
    secrets = (*secrets_of(os.environ), *secret_settings())
    if screen.json:
        document = {"findings": [asdict(finding) for finding in findings]}
        sys.stdout.write(mask(json.dumps(document, ensure_ascii=False, indent=2), secrets) + "\n")
    else:
        console = screen.console()
        for finding in findings:
            mark = "works " if finding.works else "LOOK  "
            console.print(mask(plain(f"{mark}{finding.name}: {finding.found}"), secrets), markup=False)
            if finding.remedy:
                console.print(mask(plain(f"      {finding.remedy}"), secrets), markup=False)
    needed = {"home", "prices", "model"}
    return OK if all(finding.works for finding in findings if finding.name in needed) else FAILED


def findings_of(settings: "Settings") -> Iterator[Finding]:
    """Yield what was found, one thing after another."""
    yield Finding("python", sys.version_info[:2] >= (3, 11), sys.version.split()[0])
    yield home(settings)
    yield prices(settings)
    yield model(settings)
    yield conversations(settings)
    yield library(settings)
    yield optional("pdf", "weasyprint", "PDF files can be written", "pip install 'market-copilot[pdf]'")
    yield address(settings.host, settings.port)


def home(settings: "Settings") -> Finding:
    """Say whether the folder for cache, threads and library can be written."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        writable = os.access(settings.home, os.W_OK)
    except OSError:
        writable = False
    remedy = "" if writable else "Set MARKET_COPILOT_HOME to a folder that can be written."
    return Finding("home", writable, str(settings.home), remedy)


def prices(settings: "Settings") -> Finding:
    """Say which prices there are."""
    from copilot.opening import utc_now
    from tools.prices import open_prices

    try:
        source = open_prices(settings.data, settings.home / "cache", utc_now)
        source.newest_session()
        return Finding("prices", True, source.describe())
    except ToolError as error:
        return Finding("prices", False, str(error), "Use --data reference, or name a file of prices with --data PATH.")


def model(settings: "Settings") -> Finding:
    """Say which model answers, without calling it."""
    if settings.model_name == "offline":
        hint = "" if settings.openai_api_key else "A key in OPENAI_API_KEY adds a chat model; none is needed."
        return Finding("model", True, "the built-in model, offline", hint)
    host = urlsplit(settings.openai_base_url or "https://api.openai.com").hostname or "?"
    if settings.openai_api_key is None:
        return Finding(
            "model", False, f"{settings.model_name} without a key", "Set OPENAI_API_KEY, or use --model offline."
        )
    return Finding("model", True, f"{settings.model_name} at {host}, with a key")


def conversations(settings: "Settings") -> Finding:
    """Say how many conversations are kept, and what their chat model has cost."""
    from copilot.opening import open_thread_store
    from copilot.threads import StoreFailed, Threads

    try:
        kept, use = Threads(open_thread_store(settings)).total()
    except StoreFailed as failure:
        return Finding("conversations", False, str(failure), failure.remedy)
    cost = (
        f", {use.calls:,} calls of a chat model, {use.input_tokens + use.output_tokens:,} tokens" if use.calls else ""
    )
    return Finding("conversations", True, f"{kept:,} kept{cost}")


def library(settings: "Settings") -> Finding:
    """Say how many documents the source library holds."""
    from copilot.opening import open_source_library

    try:
        count = len(open_source_library(settings).documents())
    except ToolError as error:
        return Finding("library", False, str(error), "Mend it with: market-copilot sources rebuild")
    return Finding("library", True, f"{count} documents", "" if count else "Add some: market-copilot sources add PATH")


def optional(name: str, module: str, works: str, command: str) -> Finding:
    """Say whether an optional part is installed."""
    there = find_spec(module) is not None
    return Finding(name, there, works if there else "not installed", "" if there else f"Install it with: {command}")


def address(host: str, port: int) -> Finding:
    """Say whether the chat could listen at its address."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return Finding("address", True, f"{host}:{port} is free for the chat")
    except OSError as error:
        return Finding(
            "address", False, f"{host}:{port}: {error.strerror}", "Choose another: market-copilot ui --port 7861"
        )
