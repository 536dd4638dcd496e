import sys

from prefect import Flow, task


@task
def load_csv(path):
    return f"csv {path}"


@task
def load_xml(path):
    return f"xml {path}"


@task
def joined(texts):
    return ", ".join(texts)


with Flow("left open") as flow:
    texts = []
    for kind in ("csv", "xml"):
        load = getattr(sys.modules[__name__], f"load_{kind}")
        texts.append(load("a." + kind))
    joined(texts)
