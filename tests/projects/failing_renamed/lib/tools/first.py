KIND = int


def number(text):
    return KIND(text)


class Checker:
    def check(self, text):
        return number(text)
