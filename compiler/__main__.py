"""`python -m flowc.compiler`: the same as `flowc`."""

import os
import sys

# `-m` puts the working folder first on the path; what lies there is the user's, and
# flowc imports nothing of the user's.
if sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]

from .cli import main

# The processes of `flowc analyze` import this module too.
if __name__ == "__main__":
    sys.exit(main())
