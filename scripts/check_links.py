"""Check that every file that a Markdown document of this repository points at is there."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(
    r"\]\(\s*<?([^)<>\s]+)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)|(?:src|href)=\"([^\"]+)\"", re.MULTILINE
)


def main() -> int:
    """Print every link that leads nowhere; return the exit code."""
    documents = [path for path in sorted(ROOT.rglob("*.md")) if not _is_hidden(path)]
    broken = [
        f"{path.relative_to(ROOT)}: {link} is not there" for path in documents for link in _broken(path)
    ]
    print(*broken, f"{len(documents)} documents, {len(broken)} broken links", sep="\n")
    return 1 if broken else 0


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(ROOT).parts)


def _broken(document: Path) -> Iterator[str]:
    for groups in _LINK.findall(_CODE.sub("", document.read_text())):
        link = "".join(groups)
        target = link.partition("#")[0]
        is_elsewhere = "://" in link or link.startswith("mailto:")
        if target and not is_elsewhere and not (document.parent / target).exists():
            yield link


if __name__ == "__main__":
    sys.exit(main())
