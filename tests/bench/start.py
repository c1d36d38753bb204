"""A cold `market-copilot ask` beside the imports that any such program needs."""

import os
import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import Row, child_cpu, side_by_side

ASK = ["ask", "How has the Nasdaq done since ChatGPT launch?", "--as-of", "2026-01-06", "--data", "reference", "--json"]


def rows() -> list[Row]:
    """Return the cold start: built-in model, reference closes."""
    command = [str(Path(sys.executable).with_name("market-copilot")), *ASK]
    imports = [sys.executable, "-c", "import pandas, langchain.agents"]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "MARKET_COPILOT_HOME": home, "OPENAI_API_KEY": ""}
        ours, peer = side_by_side(lambda: child_cpu(command, environment), lambda: child_cpu(imports, environment), 5)
    return [Row("cold ask / import pandas + langchain.agents", ours, peer, 1.3)]
