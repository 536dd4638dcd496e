def dumps(value):
    return f"plain:{value!r}"
