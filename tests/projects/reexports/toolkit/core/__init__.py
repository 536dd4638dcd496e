from .jobs import DEFAULTS
from .jobs import make_version as version_of
