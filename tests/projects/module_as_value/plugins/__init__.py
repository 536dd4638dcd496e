from . import first, second

ALL = [first, second]
