"""The main job: builds the graph where nothing is built yet, and serves it. ``python serve.py [DOCUMENTS...]``

In: documents; the samples in ``documents/`` where none are named. Out: a service on 127.0.0.1:8000. Never: anything
that ``kg run`` does not do.
"""

import sys

from kg.cli import main

if __name__ == "__main__":
    main(["run", *sys.argv[1:]])
