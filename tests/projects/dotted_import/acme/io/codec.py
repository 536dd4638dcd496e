SEPARATOR = "-"


def decode(text):
    return text.split(SEPARATOR)


def encode(parts):
    return SEPARATOR.join(parts)
