"""Finds the data folders that stand beside the package: in a checkout at its top, in a wheel under ``kg/_data``.

In: the name of a folder, or of a YAML file in one. Out: its path, or what it holds. Never: a guess; what is absent or
cannot be read is an error.
"""

from pathlib import Path
from typing import Any

import yaml

from .errors import MappingError

FOLDERS = ("ontology", "mappings", "shapes", "documents")


def folder(name: str) -> Path:
    """The path of a data folder of the product.

    Parameters
    ----------
    name: one of ``FOLDERS``.

    Raises
    ------
    MappingError: the folder is neither in the checkout nor in the installed package.

    >>> folder("ontology").name
    'ontology'
    """
    here = Path(__file__).resolve().parent
    for candidate in (here / "_data" / name, here.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise MappingError(f"the folder {name}/ is missing", where=str(here), remedy="install the package again")


def read_yaml(path: Path) -> dict[str, Any]:
    """One YAML file of the product as a dictionary.

    Raises
    ------
    MappingError: the file is absent, is not YAML, or does not hold keys and values.

    >>> "person" in read_yaml(folder("mappings") / "entities.yaml")
    True
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise MappingError(f"cannot be read: {reason}", where=str(path), remedy="mend the file") from error
    if not isinstance(content, dict):
        raise MappingError("holds no keys", where=str(path), remedy="write it as `key: value` lines")
    return content
