from . import base


@base.reader("txt")
def read_text(text):
    return text.splitlines()


base.READERS["md"] = read_text
base.ORDER.append("md")
