import contextlib


@contextlib.contextmanager
def number(text):
    yield text * 2


def show(x):
    return "shown", x


class Lazy:
    @staticmethod
    def number(text):
        return number(text)

    @property
    def show(self):
        return show(self.number.__name__)
