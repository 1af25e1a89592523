"""Where a result comes from: what a reader needs to make it again."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MODEL = ("scenario", "campaign", "measures", "results")
"""Parts of the package whose source decides the numbers of a run."""
PACKAGES = ("linchpin-sim", "simpy", "numpy", "pydantic", "pint", "pyarrow", "matplotlib", "plotly", "scipy")
"""Those that can change a number or a byte."""
NO_NUMBER = ("linchpin-sim", "matplotlib", "plotly")
"""Of these, those that no number of a run depends on: our own source is hashed, and figures are not numbers."""


@dataclass(frozen=True)
class Origin:
    """How a result came about."""

    command: str
    """As typed."""
    seed: int
    """Of the worlds whose tables are kept."""
    wall_s: float
    """Time that it took, in seconds."""
    key: str = ""
    """What makes it another result beside scenario and seed, such as the number of replications."""


def sha256(content: bytes | str) -> str:
    """The hash by which scenarios and tables are told apart."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def packages() -> dict[str, str]:
    """Name to version of what was installed."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def code_version() -> dict[str, str]:
    """What decides the numbers of a run beside scenario and seed: a hash of the model's source, Python, packages.

    Two machines on which this is equal give the same bytes. The commit would not do: it says nothing of what was
    edited since, and nothing where the package is installed without its repository.
    """
    package = Path(__file__).resolve().parents[1]
    files = sorted(path for part in MODEL for path in (package / part).rglob("*.py"))
    source = "".join(f"{path.relative_to(package).as_posix()}\0{sha256(path.read_bytes())}\n" for path in files)
    counted = {name: version for name, version in packages().items() if name not in NO_NUMBER}
    return {"source": sha256(source)[:16], **counted}


def commit() -> str | None:
    """The commit of the source tree, with `+` if files differ from it; None outside of a repository."""
    source = Path(__file__).resolve().parents[2]
    if not (source / ".git").exists():
        return None
    try:
        head, status = (
            subprocess.run(["git", "-C", str(source), *words], capture_output=True, text=True, check=True).stdout
            for words in (("rev-parse", "HEAD"), ("status", "--porcelain", "--untracked-files=no"))
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return head.strip() + ("+" if status.strip() else "")
