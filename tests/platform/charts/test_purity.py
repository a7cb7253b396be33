"""The layouts are pure: standard library and each other, so that they run anywhere and are quick to test."""

import ast
import sys
from pathlib import Path

import pytest

from trust_send.platform import charts

MODULES = [path for path in Path(charts.__file__).parent.glob("*.py") if path.name != "apps.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_layout_imports_only_the_standard_library_and_its_neighbours(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        assert all(name.split(".")[0] in sys.stdlib_module_names for name in names), names
        assert not (isinstance(node, ast.ImportFrom) and node.level > 1)
