"""What looks at pages: axe in the browser, html-validate and the Nu checker outside; see package.json."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

HERE = Path(__file__).parent
TOOLS = HERE / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
NU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"


def need_tools() -> None:
    """Skip where the tools are absent; in CI nothing is skipped."""
    missing = [program for program in ("node", "java") if not shutil.which(program)]
    if missing or not AXE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "the audit's tools were not found: install Node.js and Java, then run `make audit-tools`"
        )


def axe_complaints(page: Page) -> list[str]:
    """What axe finds on the open page: rule, number of places, and the first of them."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html']}" for one in found]


def html_validate_complaints(folder: Path) -> list[str]:
    """What html-validate's recommended rules find in the pages of `folder`."""
    command = ["node", str(TOOLS / "html-validate" / "bin" / "html-validate.mjs"), "--formatter", "json"]
    output = folder / "html-validate.json"
    with output.open("w") as file:  # through a pipe it ends before all is written
        subprocess.run([*command, *map(str, folder.glob("*.html"))], stdout=file, cwd=HERE, check=False)
    return [
        f"{Path(page['filePath']).name}:{message['line']}: {message['ruleId']}: {message['message']}"
        for page in json.loads(output.read_text(encoding="utf-8"))
        for message in page["messages"]
    ]


def nu_complaints(folder: Path) -> list[str]:
    """What the Nu HTML checker finds in the pages of `folder`."""
    pages = map(str, folder.glob("*.html"))
    done = subprocess.run(
        ["java", "-jar", str(NU), "--stdout", "--format", "json", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        f"{Path(one.get('url', '')).name}:{one.get('lastLine')}: {one['message']}"
        for one in json.loads(done.stdout)["messages"]
    ]
