"""Finds the data folders that stand beside the package: in a checkout at its top, in a wheel under ``kg/_data``.

In: the name of a folder. Out: its path. Never: a guess; a folder that is absent is an error.
"""

from pathlib import Path

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
